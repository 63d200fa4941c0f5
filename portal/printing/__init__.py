"""Papers: every document the features declare, printed, copied, logged and verified in one place."""
