"""Practice records: real names of places, invented people and matters, marked as practice for ever."""
