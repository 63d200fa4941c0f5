"""In which order the groups of facts stand for a kind of complaint (pure). Order only: nothing is ever ticked beforehand."""

from collections.abc import Collection
from dataclasses import dataclass

from portal.law.rules.facts import GROUPS, Fact, facts_by_group

LIKELY: dict[str, tuple[str, ...]] = {
    "domestic_violence": ("home", "body", "threats"),
    "dowry_harassment": ("home", "body"),
    "dowry_death": ("home", "body"),
    "rape": ("sexual", "body", "threats"),
    "sexual_assault": ("sexual", "threats"),
    "sexual_harassment": ("sexual", "workplace", "online"),
    "stalking": ("following", "online", "threats"),
    "voyeurism": ("following", "online"),
    "kidnapping": ("missing", "child"),
    "missing": ("missing", "child"),
    "child_offence": ("child", "sexual", "missing"),
    "child_marriage": ("marriage", "child"),
    "acid_attack": ("acid", "body"),
    "trafficking": ("missing", "child"),
    "cyber": ("online", "following"),
    "threat": ("threats", "body"),
    "matrimonial": ("home", "marriage"),
    "maintenance": ("property", "home"),
    "property": ("property", "threats"),
    "workplace": ("workplace", "sexual"),
}


@dataclass(frozen=True)
class FactGroup:
    """A group as the page shows it: its words (msgid), its facts, how many are ticked, whether it stands open."""

    key: str
    label: str
    facts: tuple[Fact, ...]
    ticked: int
    is_open: bool


def groups_for(nature: str, ticked: Collection[str]) -> tuple[FactGroup, ...]:
    """Every group of facts, those that often go with *nature* first; open are the first one and those with a tick."""
    by_group = facts_by_group()
    first = LIKELY.get(nature, ())
    order = [*first, *(key for key in GROUPS if key not in first)]
    counts = {key: sum(fact.key in ticked for fact in by_group[key]) for key in order}
    return tuple(FactGroup(key, GROUPS[key], by_group[key], counts[key], counts[key] > 0 or (not ticked and key == order[0]))
                 for key in order)


def concerns_a_child(facts: Collection[str]) -> bool:
    """Whether a fact tells of an act against a child, whoever brings the complaint."""
    in_group = {fact.key for fact in facts_by_group()["child"]}
    return any(fact in in_group or fact.startswith("child_") for fact in facts)
