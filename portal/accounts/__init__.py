"""Officers' accounts: who they are, which role they hold at which unit from when to when, sign-in, lock, second factor."""
