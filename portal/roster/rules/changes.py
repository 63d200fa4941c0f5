"""What a change of a month brings about: new breaches, differences between two versions, and days that need another look."""

from collections.abc import Iterable
from datetime import date

from portal.roster.rules.checks import Fault, check, gaps
from portal.roster.rules.plan import Cell, Plan

OFF = "off"  # kept in the place of a duty: the day stays free
# Rules whose figure is better when it is higher; of all others the lower figure is better.
HIGHER_IS_BETTER = ("least", "women", "rank", "rest", "weekly_off")


def with_cell(cells: Iterable[Cell], officer: str, day: date, duty: str | None, *, is_fixed: bool = True) -> list[Cell]:
    """*cells* with the officer's day changed to that one duty, or to none."""
    kept = [cell for cell in cells if (cell.officer, cell.day) != (officer, day)]
    return [*kept, Cell(officer, day, duty, is_fixed)] if duty and duty != OFF else kept


def worsened(before: Iterable[Fault], after: Iterable[Fault]) -> list[Fault]:
    """The faults of *after* that *before* did not have, or not as badly."""
    known = {(one.rule, one.day, one.officer, one.duty): one for one in before}
    return [one for one in after if _is_worse(known.get((one.rule, one.day, one.officer, one.duty)), one)]


def _is_worse(old: Fault | None, new: Fault) -> bool:
    if old is None:
        return True
    was, now = old.values.get("there", 0), new.values.get("there", 0)
    return now < was if new.rule in HIGHER_IS_BETTER else now > was


def brings(plan: Plan, before: Iterable[Fault], officer: str, day: date, duty: str | None) -> list[Fault]:
    """What the change of one cell of the plan makes worse; *before*: the faults of the plan as it stands."""
    return worsened(before, check(plan, with_cell(plan.cells, officer, day, duty)))


def refusing(faults: Iterable[Fault]) -> list[Fault]:
    """The faults for which a change is refused: hard rules about an officer. An empty post stays as a marked gap."""
    faults = list(faults)
    empty = gaps(faults)
    return [one for one in faults if one.is_hard and one not in empty]


def differences(before: Iterable[Cell], after: Iterable[Cell]) -> list[tuple[str, date, str, str]]:
    """(officer, day, duty before, duty after) of each day that changed, by officer and day; "" for no duty."""
    old, new = ({(cell.officer, cell.day): cell.duty for cell in cells} for cells in (before, after))
    return [(*key, old.get(key, ""), new.get(key, "")) for key in sorted(old.keys() | new.keys())
            if old.get(key, "") != new.get(key, "")]
