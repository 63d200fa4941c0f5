"""Strength of a kendra on a day: sanctioned, posted, attached and present, beside the norm; what is missing in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from portal.core.words import N_

GROUPS: dict[str, str] = {
    "in_charge": N_("In-charge (inspector or sub-inspector)"),
    "sub_inspector": N_("Sub-inspectors"),
    "constable": N_("Head constables and constables"),
    "home_guard": N_("Women home guards"),
    "counsellor": N_("Counsellors"),
}
_GROUP_OF = {"INSP": "sub_inspector", "SI": "sub_inspector", "HC": "constable", "CONST": "constable", "HG": "home_guard",
             "COUNS": "counsellor"}
STAFF_RANKS = tuple(_GROUP_OF)
IN_CHARGE_RANKS = ("INSP", "SI")


@dataclass(frozen=True)
class Norm:
    """How many of a group a kendra should have: *least* and *most* (None: as needed), and the least share of women in percent."""

    least: int
    most: int | None
    women_percent: int = 0


@dataclass(frozen=True)
class NormSet:
    """The norms in force from a day on, with their source."""

    from_on: date
    source: str
    norms: Mapping[str, Norm]


# The composition told when the kendras opened; a later order is one more NormSet here with its own first day.
NORM_SETS: tuple[NormSet, ...] = (
    NormSet(date(2025, 9, 20), N_("Order on Mission Shakti Kendras of September 2025, as reported; verify with the order"), {
        "in_charge": Norm(1, 1),
        "sub_inspector": Norm(1, 4),
        "constable": Norm(4, 15, women_percent=50),
        "home_guard": Norm(1, 2, women_percent=100),
        "counsellor": Norm(0, None),
    }),
)

NO_IN_CHARGE = N_("No in-charge is posted.")
TOO_MANY_IN_CHARGE = N_("More than one in-charge is posted.")
RANK_IN_CHARGE = N_("The in-charge is neither inspector nor sub-inspector.")
MAN_IN_CHARGE = N_("A man is in charge and no woman is among the sub-inspectors.")
TOO_FEW = N_("%(missing)s too few")
TOO_MANY = N_("%(more)s more than the norm")
WOMEN_SHORT = N_("%(missing)s women too few")


@dataclass(frozen=True)
class Member:
    """An officer posted or attached on the day, as far as strength is concerned; *is_away*: not present that day."""

    rank: str
    is_woman: bool
    is_in_charge: bool = False
    is_attached: bool = False
    is_away: bool = False


@dataclass(frozen=True)
class Line:
    """One group: the norm, posts sanctioned, officers posted, attached from elsewhere, women among both, those present, and
    what is to be said (msgid, values)."""

    group: str
    norm: Norm
    sanctioned: int | None
    posted: int
    attached: int
    women: int
    present: int
    said: tuple[tuple[str, dict[str, Any]], ...] = field(default=())


def norms_on(day: date, sets: Iterable[NormSet] = NORM_SETS) -> NormSet:
    """The norms in force on *day*; the first ones for an earlier day."""
    known = sorted(sets, key=lambda one: one.from_on)
    return next((one for one in reversed(known) if one.from_on <= day), known[0])


def group_of(member: Member) -> str:
    """The group a member counts in; an in-charge counts as that alone."""
    return "in_charge" if member.is_in_charge else _GROUP_OF.get(member.rank, "constable")


def strength(members: Iterable[Member], sanctioned: Mapping[str, int], norms: NormSet) -> list[Line]:
    """A line for each group of the norm, in its order."""
    members = list(members)
    return [_line(group, norm, [one for one in members if group_of(one) == group], sanctioned.get(group), members)
            for group, norm in norms.norms.items()]


def _line(group: str, norm: Norm, own: list[Member], sanctioned: int | None, everyone: list[Member]) -> Line:
    women = sum(one.is_woman for one in own)
    said: list[tuple[str, dict[str, Any]]] = []
    if group == "in_charge":
        said += [(sentence, {}) for sentence in _in_charge(own, everyone)]
    else:
        if len(own) < norm.least:
            said.append((TOO_FEW, {"missing": norm.least - len(own)}))
        if norm.most is not None and len(own) > norm.most:
            said.append((TOO_MANY, {"more": len(own) - norm.most}))
        needed = -(-max(len(own), norm.least) * norm.women_percent // 100)
        if women < needed:
            said.append((WOMEN_SHORT, {"missing": needed - women}))
    attached = sum(one.is_attached for one in own)
    return Line(group, norm, sanctioned, len(own) - attached, attached, women, sum(not one.is_away for one in own), tuple(said))


def _in_charge(own: list[Member], everyone: list[Member]) -> list[str]:
    if not own:
        return [NO_IN_CHARGE]
    found = [TOO_MANY_IN_CHARGE] if len(own) > 1 else []
    if any(one.rank not in IN_CHARGE_RANKS for one in own):
        found.append(RANK_IN_CHARGE)
    women_among = any(one.is_woman and group_of(one) == "sub_inspector" for one in everyone)
    if not any(one.is_woman for one in own) and not women_among:
        found.append(MAN_IN_CHARGE)
    return found
