"""Forms of the beats."""
