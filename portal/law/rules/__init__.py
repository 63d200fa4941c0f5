"""Pure rules of law: the pack, its section lists, which code governs, and the way from facts to sections."""
