"""What the steps of an action add up to: the term in force, who is held, the next date, the end of the inquiry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from portal.core.words import N_
from portal.preventive.rules.judging import Standing
from portal.preventive.rules.kinds import CUSTODY_CLOCK, INQUIRY_CLOCK, KINDS
from portal.preventive.rules.periods import ALERT_DAYS, SHORT_ALERT_DAYS, custody_ends, last_day
from portal.preventive.rules.steps import INQUIRING

SHORTEST_REASON_WORDS = 6
GAP_REPORT = N_("Not sent to the authority yet")
GAP_REASON = N_("The reason is written in a word or two")
GAP_PEOPLE = N_("Nobody is named against whom it is taken")
GAP_AMOUNT = N_("The amount of the bond is missing")
GAP_UNTIL = N_("The last day of the bond or order is missing")
GAP_RELEASE = N_("Release or production is missing")

# What the list of dues is divided into: code → words.
ITEMS: dict[str, str] = {
    "custody": N_("In custody, release or production not written"),
    "breach": N_("Breach to be decided"),
    "inquiry": N_("Inquiry beyond its period"),
    "expired": N_("Bond or order has run out"),
    "expiring": N_("Bond or order ends soon"),
    "hearing": N_("Hearing today or passed"),
}
ITEM_NOTES: dict[str, str] = {
    "custody": N_("Release or produce within 24 hours of a preventive arrest (BNSS 170)."),
    "breach": N_("A breach was reported and the authority has not decided (BNSS 141)."),
    "inquiry": N_("Six months after the notice was served; the proceedings end unless special reasons are recorded "
                  "(BNSS 135(6))."),
    "expired": N_("The last day is over and nothing was written since: write “period over”, or ask for a new bond."),
    "expiring": N_("Bonds that end within %(days)s days, orders under BNSS 163 within %(short)s days."),
    "hearing": N_("The date given at the last hearing has come."),
}


def alert_values(days: int = ALERT_DAYS) -> dict[str, int]:
    """The values of the sentences in ITEM_NOTES."""
    return {"days": days, "short": min(days, SHORT_ALERT_DAYS)}


@dataclass(frozen=True)
class Projection:
    """The columns of an action that follow from its steps."""

    amount: int | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    next_hearing_on: date | None = None
    inquiry_due_on: date | None = None
    arrested_at: datetime | None = None
    release_due_at: datetime | None = None


def project(standing: Standing, state: str, next_dates: Sequence[tuple[str, datetime, date | None]]) -> Projection:
    """The projection of *standing*; *next_dates* are (step, happened_at, next date) of every step."""
    bond, term, held = standing.last("interim_bond", "bond_signed"), standing.term, standing.held_since
    return Projection(
        amount=bond.amount if bond else None,
        valid_from=term[0] if term else None, valid_until=term[1] if term else None,
        next_hearing_on=_next_hearing(state, next_dates), inquiry_due_on=_inquiry_due(standing, state, next_dates),
        arrested_at=held, release_due_at=custody_ends(held, standing.clocks[CUSTODY_CLOCK]) if held else None)


def _next_hearing(state: str, next_dates: Sequence[tuple[str, datetime, date | None]]) -> date | None:
    """The date given last, while something is still heard."""
    given = [(at, on) for step, at, on in next_dates if step in ("notice_served", "hearing")]
    return max(given, key=lambda one: one[0])[1] if given and state in ("sent", "inquiry", "interim", "breached") else None


def _inquiry_due(standing: Standing, state: str, next_dates: Sequence[tuple[str, datetime, date | None]]) -> date | None:
    """Six calendar months from the first notice or hearing (the earliest the inquiry can have begun); recorded special
    reasons move it to the day they name. Only for bonds, and only while the inquiry runs."""
    if standing.kind.family != "bond" or not standing.kind.notice_section or state not in INQUIRING:
        return None
    begun = [one.day for one in standing.past if one.code in ("notice_served", "hearing")]
    if not begun:
        return None
    longer = [on for step, _, on in next_dates if step == "special_reasons" and on]
    return max([last_day(min(begun), standing.clocks[INQUIRY_CLOCK]), *longer])


def gaps(row: Mapping[str, Any]) -> list[str]:
    """What a line of the register lacks (msgids)."""
    family, found = KINDS[row["kind"]].family, []
    if row["party_count"] == 0:
        found.append(GAP_PEOPLE)
    if len(row["reason"].split()) < SHORTEST_REASON_WORDS:
        found.append(GAP_REASON)
    if row["report_sent_at"] is None and family in ("bond", "order") and row["state"] == "prepared":
        found.append(GAP_REPORT)
    if row["state"] in ("interim", "in_force"):
        found += [GAP_AMOUNT] if family == "bond" and row["amount"] is None else []
        found += [GAP_UNTIL] if family in ("bond", "order") and row["valid_until"] is None and row["kind"] != "arms17" else []
    if row["arrested_at"] is not None:
        found.append(GAP_RELEASE)
    return found
