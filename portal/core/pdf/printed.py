"""The value both sides hand on: a finished document and what is worth knowing about it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Printed:
    """A PDF, its number of pages, the addresses it asked for in vain, and the engine's complaints.

    A complaint names unknown CSS or a letter no bundled font has.
    """

    pdf: bytes
    pages: int
    refused: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
