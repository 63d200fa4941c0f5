"""Questions about the beats."""
