"""Questions about cases; the scope comes first."""
