"""Questions about the roster."""
