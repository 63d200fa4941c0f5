"""Kinds of preventive action as data: provision, authority, longest period with its clock in the law pack, and its source.

What the law pack's material does not state stands empty here; nothing is filled from habit.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.core.words import N_

EXECUTIVE = N_("Executive Magistrate")
BNSS_TEXT = "BNSS text, India Code PDF"


# Provisions as kinds and steps write them, so that screen and paper cite them in the reader's language.
CITED = (
    N_("BNSS 125"), N_("BNSS 126"), N_("BNSS 127"), N_("BNSS 128"), N_("BNSS 129"), N_("BNSS 130–134"), N_("BNSS 131–134"),
    N_("BNSS 135(6)"), N_("BNSS 141"), N_("BNSS 141, 491"), N_("BNSS 163"), N_("BNSS 168–169"), N_("BNSS 172"), N_("BNSS 491"),
    N_("BNSS Form 13"), N_("BNSS Form 14"), N_("CrPC 106"), N_("CrPC 107"), N_("CrPC 108"), N_("CrPC 109"), N_("CrPC 110"),
    N_("CrPC 144"), N_("CrPC 151"), N_("Arms Act 17"), N_("National Security Act 3"), N_("UP Gangsters Act 3, 14"),
    N_("UP Goondas Act 3"), N_("UP Goondas Act 10"), N_("UP Police Regulations, chapter XX"))


@dataclass(frozen=True)
class Kind:
    """One kind of action. *family* decides its steps: bond, order, custody or record.

    *clock_id* names the row of the law pack that gives the longest period; *limit* is that period where the pack has
    no row (ISO, calendar time; "" when the law names none). *more* is the further period that may be granted and
    *more_from* from when it runs ("start" of the order, or the "end" it had). *needs_check*: a prosecution officer has
    yet to confirm part of what stands here.
    """

    code: str
    title: str
    family: str
    section: str
    authority: str
    trigger: str
    old: str = ""
    clock_id: str = ""
    limit: str = ""
    more: str = ""
    more_from: str = ""
    notice_section: str = ""
    bond_section: str = ""
    form: str = ""
    breach_section: str = ""
    breach: str = ""
    appeal: str = ""
    appeal_clock_id: str = ""
    source: str = BNSS_TEXT
    needs_check: bool = False


FAMILIES: dict[str, str] = {
    "bond": N_("Bond"), "order": N_("Order"), "custody": N_("Preventive arrest"), "record": N_("Record or warning")}

_PEACE_BREACH = N_("The Magistrate who took the bond may have him arrested and kept in prison until the bond ends.")
_OTHER_BREACH = N_("Report it to the Magistrate who took the bond; a breach of any bond also leads to its forfeiture.")
_UNTIL_GIVEN = N_("Prison until security is given or the period of the bond ends, at most three years.")


def _bond(number: str, title: str, trigger: str, **more) -> Kind:
    return Kind(**{"code": f"bnss{number}", "title": title, "family": "bond", "section": f"BNSS {number}",
                   "authority": EXECUTIVE, "trigger": trigger, "notice_section": "BNSS 130–134", "bond_section": "BNSS 136",
                   "form": "BNSS Form 14", "breach_section": "BNSS 141, 491", "breach": _OTHER_BREACH} | more)


_ALL = (
    _bond("126", N_("BNSS 126: bond to keep the peace"),
          N_("A breach of the peace is likely: stalker, violent husband, neighbour"),
          old="CrPC 107", clock_id="PREV-02", form="BNSS Form 13", breach=_PEACE_BREACH),
    _bond("127", N_("BNSS 127: good behaviour, spreading obscene or seditious matter"),
          N_("A person spreads obscene or seditious matter"), old="CrPC 108", clock_id="PREV-03"),
    _bond("128", N_("BNSS 128: good behaviour, suspected person"),
          N_("A person hides his presence and is likely to commit a cognizable offence"), old="CrPC 109", clock_id="PREV-03"),
    _bond("129", N_("BNSS 129: good behaviour, habitual offender"),
          N_("Habitual kidnapping, abduction, extortion, cheating or mischief, breach of the peace, or a person so desperate "
             "and dangerous that he is a risk to all"), old="CrPC 110", clock_id="PREV-04"),
    _bond("125", N_("BNSS 125: security on conviction"),
          N_("Conviction of a breach of the peace, assault, criminal intimidation or another listed offence"),
          old="CrPC 106", authority=N_("Trial court"), limit="P3Y", notice_section="", bond_section="BNSS 125",
          form="BNSS Form 13", breach=_UNTIL_GIVEN),
    Kind("bnss163", N_("BNSS 163: urgent order against danger"), "order", "BNSS 163",
         N_("District, sub-divisional or Executive Magistrate"), N_("Urgent danger or nuisance"), "CrPC 144", "PREV-08",
         more="P6M", more_from="end"),
    Kind("bnss168", N_("BNSS 168–169: preventing an offence, report of a design"), "record", "BNSS 168–169",
         N_("Police"), N_("A cognizable offence is to be prevented, or its design is to be reported to a superior")),
    Kind("bnss170", N_("BNSS 170: preventive arrest"), "custody", "BNSS 170", N_("Any police officer"),
         N_("A design to commit a cognizable offence that cannot be prevented otherwise"), "CrPC 151", "PREV-01"),
    Kind("bnss172", N_("BNSS 172: detained for disobeying a lawful direction"), "custody", "BNSS 172", N_("Police officer"),
         N_("Resisting or disregarding a lawful direction of the police"), clock_id="PREV-01"),
    Kind("goondas3", N_("UP Goondas Act 3: externment or reporting"), "order", "UP Goondas Act 3",
         N_("District Magistrate, empowered ADM or Commissioner of Police"),
         N_("A goonda, also one who habitually teases women or makes indecent remarks; danger; witnesses do not dare to speak"),
         clock_id="PREV-09", more="P2Y", more_from="start", notice_section="UP Goondas Act 3",
         breach_section="UP Goondas Act 10", breach=N_("Breach of the order is a cognizable offence: register an FIR."),
         appeal=N_("Divisional Commissioner"), appeal_clock_id="PREV-10",
         source="UP Goondas Act 3, 6, public copies; sentence of section 10 to be verified", needs_check=True),
    Kind("gangsters", N_("UP Gangsters Act: gang chart"), "record", "UP Gangsters Act 3, 14",
         N_("Police with District Magistrate and SSP, who approve the gang chart"),
         N_("A gang, with a charge sheet in a base case"),
         source="Act text, public copy; Rules of 2021 and orders from the press, to be verified", needs_check=True),
    Kind("nsa", N_("National Security Act 3: detention order"), "order", "National Security Act 3",
         N_("District Magistrate or Commissioner of Police"), N_("Public order"), clock_id="PREV-11",
         source="NSA text for the Board; 12 days and 12 months from memory, to be verified", needs_check=True),
    Kind("arms17", N_("Arms Act 17: licence suspended or cancelled"), "order", "Arms Act 17", N_("District Magistrate"),
         N_("Public peace, an FIR, or a threat in domestic violence"), appeal=N_("Appeal under Arms Act 18"),
         source="from memory, to be verified", needs_check=True),
    Kind("history", N_("History sheet"), "record", "UP Police Regulations, chapter XX",
         N_("Superintendent of Police"), N_("A habitual offender; not one who is merely accused in one case"),
         source="from memory, to be verified", needs_check=True),
    Kind("warning", N_("Warning or undertaking in writing"), "record", "", N_("Police station"),
         N_("Teased for the first time; no power of law stands behind it"),
         source="practice, from memory, to be verified", needs_check=True),
)
KINDS: Mapping[str, Kind] = {kind.code: kind for kind in _ALL}
TITLES: Mapping[str, str] = {kind.code: kind.title for kind in _ALL}
# Proceedings that begin with a report of the police to the Executive Magistrate.
REPORTED = ("bnss126", "bnss127", "bnss128", "bnss129", "bnss170")
INQUIRY_CLOCK, CUSTODY_CLOCK = "PREV-05", "PREV-01"


def limit_of(kind: Kind, clocks: Mapping[str, str]) -> str:
    """The longest period of *kind* as an ISO period; *clocks* are the limits of the law pack by clock id."""
    return clocks.get(kind.clock_id, kind.limit) if kind.clock_id else kind.limit
