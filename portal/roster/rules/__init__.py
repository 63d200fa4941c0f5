"""Pure rules of the roster: what it is made of, what every change is checked against, and how duties are counted."""
