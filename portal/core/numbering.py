"""Numbers that people see: running per unit, series and year, without gap or repeat, with a check character."""

import re
import uuid

from sqlalchemy import Integer, String, Uuid, text
from sqlalchemy.orm import Mapped, Session, mapped_column
from stdnum.iso7064 import mod_37_36

from portal.core.db import Model


class Counter(Model):
    """The last number given out; its row stays locked until the transaction that took the number ends."""

    __tablename__ = "counters"
    unit_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    series: Mapped[str] = mapped_column(String(40), primary_key=True)
    year: Mapped[int] = mapped_column(Integer, primary_key=True)
    value: Mapped[int] = mapped_column(Integer)


_TAKE = text(
    "INSERT INTO counters (unit_id, series, year, value) VALUES (:unit_id, :series, :year, 1) "
    "ON CONFLICT (unit_id, series, year) DO UPDATE SET value = counters.value + 1 RETURNING value"
)


def next_number(session: Session, unit_id: uuid.UUID, series: str, year: int) -> int:
    """The next number of *series* in *year* (IST) for *unit_id*, starting at 1.

    The number belongs to the caller's transaction: if that rolls back, the number was never given.
    """
    value = unit_id.hex if session.get_bind().dialect.name == "sqlite" else unit_id
    return session.execute(_TAKE, {"unit_id": value, "series": series, "year": year}).scalar_one()


def token_text(unit_code: str, year: int, number: int) -> str:
    """The token as printed: kendra code, year, number of at least five digits, check character (ISO 7064 mod 37,36)."""
    body = f"{unit_code}/{year}/{number:05d}"
    return f"{body}-{mod_37_36.calc_check_digit(_bare(body))}"


def is_mistyped(token: str) -> bool:
    """Whether the check character of *token* does not fit the rest, as after one wrong or two swapped characters."""
    return not mod_37_36.is_valid(_bare(token))


def _bare(text_: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", text_.upper())
