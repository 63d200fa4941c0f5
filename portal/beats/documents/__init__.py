"""Papers of the beats."""
