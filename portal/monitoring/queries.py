"""Counting what the features declare."""

from dataclasses import dataclass

from portal.access.actor import Actor
from portal.access.policy import holds
from portal.core.feature import Indicator, declared

TONE_ORDER = {"danger": 0, "due": 1, "plain": 2}


@dataclass(frozen=True)
class Tile:
    """A figure as it is shown: the number and the indicator it belongs to."""

    indicator: Indicator
    number: int

    @property
    def tone(self) -> str:
        """A nought alarms nobody."""
        return self.indicator.tone if self.number else "plain"


def count_tiles(actor: Actor) -> list[Tile]:
    """Every indicator *actor* may open, danger first."""
    shown = [indicator for indicator in declared("indicators") if holds(actor, indicator.permission)]
    tiles = [Tile(indicator, indicator.count(actor.scope)) for indicator in shown]
    return sorted(tiles, key=lambda tile: (TONE_ORDER[tile.tone], tile.indicator.order))
