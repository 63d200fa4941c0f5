"""The identity vault: women, opposite parties, and how a woman may safely be reached."""
