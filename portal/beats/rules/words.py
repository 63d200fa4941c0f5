"""The words of the beats: kinds of places, officials met, schemes told, what becomes of a problem, states of a day."""

from portal.core.words import N_

PLACE_KINDS = {
    "village": N_("Village"), "ward": N_("Ward"), "locality": N_("Locality"), "school": N_("School"), "college": N_("College"),
    "anganwadi": N_("Anganwadi centre"), "health": N_("Health centre"), "market": N_("Market"), "other": N_("Other")}
OFFICIALS = {
    "head": N_("Village head"), "secretary": N_("Panchayat secretary"), "member": N_("Ward member"), "asha": N_("ASHA worker"),
    "anm": N_("ANM"), "anganwadi": N_("Anganwadi worker"), "teacher": N_("Teacher"), "revenue": N_("Revenue official"),
    "watchman": N_("Village watchman")}
SCHEMES = {
    "helplines": N_("Helplines 112, 1090, 181, 1098, 1930"), "widow_pension": N_("Destitute women pension"),
    "sumangala": N_("Kanya Sumangala scheme"), "legal_aid": N_("Free legal aid"),
    "compensation": N_("Financial help for victims"), "one_stop": N_("One Stop Centre"),
    "self_defence": N_("Self-defence training"), "cyber": N_("Safety online"),
    "child_marriage": N_("Law against child marriage"), "other": N_("Other scheme")}
OUTCOMES = {"settled": N_("Settled there"), "passed_on": N_("Passed on to another office"),
            "taken_up": N_("Taken up as a complaint")}
DAY_STATES = {"out": N_("On the beat"), "closed": N_("Closed")}
DAY_TONES = {"out": "live", "closed": "quiet"}
PLACE_LISTS = {"all": N_("All places"), "uncovered": N_("Uncovered for longer than the norm")}
OVERSIGHT = {"outside": N_("Visits outside the plan"), "unclosed": N_("Days not closed"), "late": N_("Days closed late")}
# Figures of a month as an evaluation freezes them; none counts women met, and none compares officers.
FIGURES = {
    "places": N_("Places of the beat"), "visited": N_("Places visited in the month"),
    "uncovered": N_("Places uncovered at writing"), "planned": N_("Planned visits"), "done": N_("Planned visits made"),
    "missed": N_("Planned visits missed"), "visits": N_("Visits made"), "outside": N_("Visits outside the plan"),
    "sittings": N_("Sittings held"), "days": N_("Days on the beat"), "unclosed": N_("Days not closed"),
    "late": N_("Days closed late"), "settled": N_("Problems settled there"), "passed_on": N_("Problems passed on"),
    "taken_up": N_("Problems taken up"), "complaints": N_("Of these complaints by now")}


def coded(words: dict[str, str]) -> dict[int, str]:
    """Code on paper → key of a vocabulary, from 1 in its order: a new word goes to its end, so that sheets printed earlier keep
    their codes."""
    return dict(enumerate(words, start=1))
