"""The append-only trail of acts, reads, prints, exports and refusals, and its viewer."""
