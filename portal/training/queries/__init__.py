"""Questions about training; `valid_until` is what other features ask."""

from portal.training.queries.standing import valid_until

__all__ = ["valid_until"]
