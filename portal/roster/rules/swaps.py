"""Swaps of duties: who may take which step, what the month looks like after one, and which rules it would break."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from portal.core.words import N_
from portal.roster.rules.changes import worsened
from portal.roster.rules.checks import Fault, check
from portal.roster.rules.plan import Cell, Plan

STATES: dict[str, str] = {
    "asked": N_("Waits for the colleague"), "agreed": N_("Waits for approval"), "refused": N_("Colleague does not agree"),
    "withdrawn": N_("Withdrawn"), "approved": N_("Approved"), "rejected": N_("Not approved"),
}
OPEN = ("asked", "agreed")
# step → (states it needs, state it leads to)
STEPS: dict[str, tuple[tuple[str, ...], str]] = {
    "agree": (("asked",), "agreed"), "refuse": (("asked",), "refused"), "withdraw": (OPEN, "withdrawn"),
    "approve": (("agreed",), "approved"), "reject": (("agreed",), "rejected"),
}

SAY_STEP = N_("This step is not open any more. Open the page of the swap again.")
SAY_NOT_PUBLISHED = N_("The roster of that month is not published. Ask the in-charge while it is made.")
SAY_NOT_HERS = N_("This duty is not on your published roster any more.")
SAY_GONE = N_("The published roster has changed: one of the two duties is with someone else now.")
SAY_BEGUN = N_("The duty has begun already.")
SAY_NO_RETURN = N_("The colleague has no duty on the day that you would take in return.")
SAY_OTHER_MONTH = N_("A duty in return must lie in the same month.")
SAY_WAITING = N_("A swap of this duty waits already.")
SAY_NO_COLLEAGUE = N_("Choose a colleague who is posted with you on that day.")
SAY_TWICE = N_("%(officer)s has a duty on %(day)s already.")
SAY_OWN = N_("Nobody approves her own swap. Ask the officer above you.")
SAY_UNPUBLISHED = N_("The roster of this month has changes that are not published. Publish them or take them back first.")


@dataclass(frozen=True)
class Swap:
    """*officer* gives her duty of a day to *other*, and takes hers of *other_day* where one is named."""

    officer: str
    day: date
    duty: str
    other: str
    other_day: date | None = None
    other_duty: str | None = None

    def moved(self, cell: Cell) -> Cell:
        """The cell as it stands after the swap; set by hand, when it is one of the two."""
        if (cell.officer, cell.day, cell.duty) == (self.officer, self.day, self.duty):
            return replace(cell, officer=self.other, is_fixed=True)
        if (cell.officer, cell.day, cell.duty) == (self.other, self.other_day, self.other_duty):
            return replace(cell, officer=self.officer, is_fixed=True)
        return cell

    def stands_in(self, cells: Iterable[Cell]) -> bool:
        """Whether both officers still have the duties that are to change hands."""
        known = {(cell.officer, cell.day, cell.duty) for cell in cells}
        return ((self.officer, self.day, self.duty) in known
                and (self.other_day is None or (self.other, self.other_day, self.other_duty) in known))


    def doubles(self, cells: Iterable[Cell]) -> tuple[str, date] | None:
        """(officer, day) of a second duty on one day that the swap would give to either, or None."""
        held: set[tuple[str, date]] = set()
        for cell in map(self.moved, cells):
            if cell.officer in (self.officer, self.other) and (cell.officer, cell.day) in held and cell.day in (
                    self.day, self.other_day):
                return cell.officer, cell.day
            held.add((cell.officer, cell.day))
        return None


def may_follow(step: str, state: str) -> bool:
    """Whether *step* is possible while the swap is in *state*."""
    return state in STEPS[step][0]


def breaches(plan: Plan, cells: Iterable[Cell], swap: Swap) -> list[Fault]:
    """What the swap breaks, or makes worse, in the plan's period with *cells*: a fault that stood before is not its doing."""
    cells = list(cells)
    return worsened(check(plan, cells), check(_after(plan, swap), [swap.moved(cell) for cell in cells]))


def breaches_after(following: Plan, cells: Iterable[Cell], swap: Swap) -> list[Fault]:
    """What the swap breaks in the month that follows, whose first days rest on its last ones."""
    cells = list(cells)
    return worsened(check(following, cells), check(_after(following, swap), cells))


def _after(plan: Plan, swap: Swap) -> Plan:
    return replace(plan, history=tuple(swap.moved(cell) for cell in plan.history))
