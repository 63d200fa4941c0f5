"""Rules of the beats."""
