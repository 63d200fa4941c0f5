"""One box over everything in the reader's scope."""
