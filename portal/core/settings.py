"""Dated settings: a value is closed and a new one begun, never overwritten."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import Flask, current_app
from sqlalchemy import Index, String, Text, select, update
from sqlalchemy.orm import Mapped, mapped_column

from portal.core import clock
from portal.core.db import Model, UtcDateTime, db, id_column

DEMO = "demo"


class Setting(Model):
    """One value of one setting from a moment on; the value in force has no end."""

    __tablename__ = "settings"
    __table_args__ = (Index("ix_settings_name_ended_at", "name", "ended_at"),)
    id: Mapped[uuid.UUID] = id_column()
    name: Mapped[str] = mapped_column(String(60))
    value: Mapped[str] = mapped_column(Text)
    began_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


@dataclass(frozen=True)
class Decidable:
    """A setting that the operator of an installation may decide: its name, what it decides and what holds until then.

    `check(value)` gives the value as it is kept, or raises ValueError with what is wrong. Features declare theirs.
    """

    name: str
    decides: str
    usual: str
    check: Callable[[str], str]


def whole_number(least: int, most: int) -> Callable[[str], str]:
    """A check for numbers from *least* to *most*."""
    def check(value: str) -> str:
        if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
            raise ValueError(f"write a whole number from {least} to {most}")
        return str(int(value))

    return check


def read_setting(name: str) -> str | None:
    """The value in force, or None."""
    return db.session.scalar(select(Setting.value).where(Setting.name == name, Setting.ended_at.is_(None)))


def write_setting(name: str, value: str) -> None:
    """Ends the value in force and begins *value*."""
    now = clock.now()
    db.session.execute(update(Setting).where(Setting.name == name, Setting.ended_at.is_(None)).values(ended_at=now))
    db.session.add(Setting(name=name, value=value, began_at=now))


def init_app(app: Flask) -> None:
    """Nothing to set up but the memory of whether this is a practice portal."""
    app.extensions["portal.demo"] = None


def is_demo() -> bool:
    """Whether this database was filled with invented practice records (asked once, then remembered)."""
    known = current_app.extensions["portal.demo"]
    if known is None:
        known = current_app.extensions["portal.demo"] = read_setting(DEMO) is not None
    return known


def mark_demo() -> None:
    """Marks the database as practice for ever; every page and paper says so."""
    write_setting(DEMO, "yes")
    current_app.extensions["portal.demo"] = True
