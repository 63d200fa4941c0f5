"""What is impossible about a step (refused, with its provision) and what is only out of order (asked once more)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from portal.core.words import N_
from portal.preventive.rules.kinds import CUSTODY_CLOCK, KINDS, Kind, limit_of
from portal.preventive.rules.periods import add_months, custody_ends, last_day
from portal.preventive.rules.steps import STEPS, Step, open_steps

NEEDED = N_("This is needed.")
FUTURE = N_("This lies in the future.")
NEGATIVE = N_("An amount in rupees is a whole number above nought.")
ENDS_BEFORE = N_("The last day lies before the first.")
TOO_LONG = N_("Under %(section)s it may last until %(last)s at most (%(clock)s); shorten it.")
TERM_TOO_LONG = N_("Under %(section)s the bond may not be asked for longer than %(months)s months (%(clock)s).")
ABOVE_ORDER = N_("The order to show cause asked for Rs %(most)s; a bond may not ask for more (BNSS 135(3), 136).")
LONGER_THAN_ORDER = N_("The order to show cause asked for %(months)s months, until %(last)s here; a bond may not be longer "
                       "(BNSS 135(3), 136).")
NEXT_BEFORE = N_("The next date lies before this one.")
NOT_ARRESTED = N_("No arrest is written down that still waits for release or production.")
HELD_ALREADY = N_("An arrest is written down already that waits for release or production.")
RELEASE_FIRST = N_("This lies before the arrest of %(at)s.")
NOT_OVER = N_("The period runs until %(last)s; it is not over on that day.")
NO_BOND_THEN = N_("No bond or order was in force on that day: it ran from %(first)s to %(last)s.")
NO_BOND = N_("No bond or order is written down that could be breached.")
NO_SUCH_EXTENSION = N_("The law pack knows no extension for this kind of order.")
EXTENDED_TOO_LONG = N_("With every extension it may last until %(last)s at most (%(clock)s).")
SHORTENED = N_("An extension ends after the order did: after %(last)s.")

SECOND_BOND = N_("A bond of these proceedings is written down already; another one needs proceedings of its own.")

BEFORE_NOTICE = N_("No notice is written down before this hearing (BNSS 131–134: the order is read over or served first).")
BEFORE_REPORT = N_("No report to the authority is written down before this.")
WITHOUT_ORDER = N_("No order to show cause is written down before this bond (BNSS 130).")
WITHOUT_HEARING = N_("No hearing is written down before this bond (BNSS 135).")
BEFORE_OTHERS = N_("It happened before a step that is already written: %(at)s. Check the day.")
HELD_TOO_LONG = N_("More than 24 hours lie between arrest and this (BNSS 170). Write the reason in the remark.")


@dataclass(frozen=True)
class Past:
    """A step that stands in the record already."""

    code: str
    happened_at: datetime
    day: date  # of happened_at, in India
    amount: int | None = None
    term_months: int | None = None
    from_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True)
class Standing:
    """An action as the rules see it. *clocks* are the limits of the law pack by clock id."""

    kind: Kind
    clocks: Mapping[str, str]
    past: Sequence[Past] = ()

    def last(self, *codes: str) -> Past | None:
        """The latest step of these kinds, by when it happened."""
        return max((one for one in self.past if one.code in codes), key=lambda one: one.happened_at, default=None)

    @property
    def held_since(self) -> datetime | None:
        """When the arrest happened that still waits for release or production."""
        arrest, end = self.last("arrested"), self.last("released", "produced")
        return arrest.happened_at if arrest and (end is None or end.happened_at < arrest.happened_at) else None

    @property
    def term(self) -> tuple[date, date | None] | None:
        """First and last day of the bond or order that was written last; an order may have no last day."""
        made = self.last("interim_bond", "bond_signed", "order_passed")
        if made is None or made.from_on is None:
            return None
        longer = [one.until_on for one in self.past
                  if one.code == "extended" and one.until_on and one.happened_at >= made.happened_at]
        return made.from_on, max([*longer, made.until_on]) if longer and made.until_on else made.until_on


@dataclass(frozen=True)
class Verdict:
    """(field, msgid, values) of what is impossible, and (msgid, values) of what is out of order."""

    faults: tuple[tuple[str, str, dict[str, Any]], ...]
    warnings: tuple[tuple[str, dict[str, Any]], ...]


def judge(standing: Standing, step: str, typed: Mapping[str, Any], *, happened_at: datetime, day: date,
          now: datetime) -> Verdict:
    """Everything that is wrong or out of order with *step*; *typed* holds the fields of the step, *day* is the day in India."""
    faults = [(name, NEEDED, {}) for name in STEPS[step].needs if typed.get(name) in (None, "")]
    if happened_at > now:
        faults.append(("happened_on", FUTURE, {}))
    faults += _about_money(typed) + _about_term(standing, step, typed, day) + _about_order(standing, step, typed, day)
    faults += _about_custody(standing, step, happened_at)
    return Verdict(tuple(faults), tuple(_out_of_order(standing, step, happened_at)))


def _about_money(typed: Mapping[str, Any]) -> list:
    found = [("amount", NEGATIVE, {})] if (amount := typed.get("amount")) is not None and amount <= 0 else []
    return found + ([("sureties", NEGATIVE, {})] if (typed.get("sureties") or 0) < 0 else [])


def _about_term(standing: Standing, step: str, typed: Mapping[str, Any], day: date) -> list:
    """The days of a bond or order against each other, the longest period of the provision, and the order to show cause."""
    kind, limit = standing.kind, limit_of(standing.kind, standing.clocks)
    said = {"section": kind.section, "clock": kind.clock_id or kind.section}
    first, until, months = typed.get("from_on"), typed.get("until_on"), typed.get("term_months")
    found = []
    if typed.get("next_on") and typed["next_on"] < day:
        found.append(("next_on", NEXT_BEFORE, {}))
    if months is not None and (months <= 0 or (limit and _months(limit) is not None and months > _months(limit))):
        found.append(("term_months", TERM_TOO_LONG, said | {"months": _months(limit) or 0}) if months > 0
                     else ("term_months", NEGATIVE, {}))
    if step == "extended" and until:
        found += _about_extension(standing, until, said)
    elif first and until and until < first:
        found.append(("until_on", ENDS_BEFORE, {}))
    elif first and until and limit and until > last_day(first, limit):
        found.append(("until_on", TOO_LONG, said | {"last": last_day(first, limit)}))
    return found


def _months(limit: str) -> int | None:
    number, unit = int(limit[1:-1]) if limit[1:-1].isdigit() else 0, limit[-1]
    return {"Y": 12 * number, "M": number}.get(unit)


def _about_extension(standing: Standing, until: date, said: dict[str, Any]) -> list:
    kind, term = standing.kind, standing.term
    if not kind.more or term is None or term[1] is None:
        return [("until_on", NO_SUCH_EXTENSION, {})]
    if until <= term[1]:
        return [("until_on", SHORTENED, {"last": term[1]})]
    made = standing.last("order_passed")
    begins = made.from_on if kind.more_from == "start" else made.until_on
    last = last_day(begins, kind.more)
    return [("until_on", EXTENDED_TOO_LONG, said | {"last": last})] if until > last else []


def _about_order(standing: Standing, step: str, typed: Mapping[str, Any], day: date) -> list:
    """A bond against the order to show cause; a breach or an end against the term in force."""
    found, order, term = [], standing.last("show_cause"), standing.term
    if step == "bond_signed" and standing.last("bond_signed"):
        found.append(("happened_on", SECOND_BOND, {}))
    if step in ("interim_bond", "bond_signed") and order is not None:
        amount, first, until = typed.get("amount"), typed.get("from_on"), typed.get("until_on")
        if order.amount is not None and amount is not None and amount > order.amount:
            found.append(("amount", ABOVE_ORDER, {"most": order.amount}))
        if order.term_months and first and until and until > add_months(first, order.term_months):
            found.append(("until_on", LONGER_THAN_ORDER,
                          {"months": order.term_months, "last": add_months(first, order.term_months)}))
    if step == "expired" and term and term[1] and day <= term[1]:
        found.append(("happened_on", NOT_OVER, {"last": term[1]}))
    if step == "breach_reported" and standing.kind.family != "record":
        if term is None:
            found.append(("happened_on", NO_BOND, {}))
        elif day < term[0] or (term[1] and day > term[1]):
            found.append(("happened_on", NO_BOND_THEN, {"first": term[0], "last": term[1] or ""}))
    return found


def _about_custody(standing: Standing, step: str, happened_at: datetime) -> list:
    if step == "arrested" and standing.held_since:
        return [("happened_on", HELD_ALREADY, {})]
    if step in ("released", "produced"):
        if standing.held_since is None:
            return [("happened_on", NOT_ARRESTED, {})]
        if happened_at < standing.held_since:
            return [("happened_on", RELEASE_FIRST, {"at": standing.held_since})]
    return []


def _out_of_order(standing: Standing, step: str, happened_at: datetime) -> list[tuple[str, dict[str, Any]]]:
    """Warnings: paper is sometimes late or lost, so these are asked once more and never refused."""
    before = {one.code for one in standing.past if one.happened_at <= happened_at}
    found: list[tuple[str, dict[str, Any]]] = []
    if step == "hearing" and not before & {"notice_served"}:
        found.append((BEFORE_NOTICE, {}))
    if step in ("show_cause", "notice_served") and "report_sent" not in before:
        found.append((BEFORE_REPORT, {}))
    if step in ("interim_bond", "bond_signed") and "show_cause" not in before and standing.kind.notice_section:
        found.append((WITHOUT_ORDER, {}))
    if step == "bond_signed" and "hearing" not in before and standing.kind.notice_section:
        found.append((WITHOUT_HEARING, {}))
    ends = ("breach_proved", "breach_not_proved", "bond_forfeited", "dropped", "expired")
    latest = max((one.happened_at for one in standing.past), default=None)
    if step in ends and latest is not None and happened_at < latest:
        found.append((BEFORE_OTHERS, {"at": latest}))
    since = standing.held_since
    if step in ("released", "produced") and since and happened_at > custody_ends(since, standing.clocks[CUSTODY_CLOCK]):
        found.append((HELD_TOO_LONG, {}))
    return found


def offered(standing: Standing, state: str) -> list[Step]:
    """The open steps without those that cannot be true now: a second bond, a second arrest, a release of nobody."""
    beside = {"bond_signed"} if standing.last("bond_signed") else set()
    beside |= {"arrested"} if standing.held_since else {"released", "produced"}
    return [step for step in open_steps(standing.kind.family, state) if step.code not in beside]


def standing_of(kind: str, clocks: Mapping[str, str], past: Sequence[Past]) -> Standing:
    """The action of that kind as the rules see it."""
    return Standing(KINDS[kind], clocks, past)
