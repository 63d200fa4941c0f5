"""What is said otherwise in a case that goes on under the Code of Criminal Procedure, its FIR being older than the Sanhita.

The law pack knows no sections of the Code: none of its sources gives the Code's text. The few that stand here and in
documents.letters are these, and each says wherever it is shown that a prosecution officer has still to verify it:

    Code   Sanhita   where it was read (November 2026)
    154    173       pair only: myrights.in, "BNSS 2023 vs CrPC 1973, sections 173-226"; so in most tables of the kind
    155    174       both texts side by side: newlaws.in/bnss/174 (informant referred to the Magistrate: 155(1))
    160    179       pair only: myrights.in
    164A   184       pair only: myrights.in, a table with mistakes of its own beside other pairs

Where no pair was found, or the Sanhita asks something new, the rule is said without a section. Pure.
"""

from collections.abc import Mapping

from portal.cases.rules import cctns, dates, happenings, officers, states
from portal.core.words import N_

OLDER: Mapping[str, str] = {
    states.NOT_FILED: N_(
        "An FIR is closed only with the number and the day of the court filing (form I.I.F.-V). Record the filing first."),
    states.NOT_REFERRED: N_(
        "The informant is referred to the Magistrate before an NCR is closed (CrPC 155, to be verified). Record it first."),
    happenings.NO_CONSENT: N_(
        "Without her consent, or her guardian's, there is no examination (CrPC 164A, to be verified). Record “refused by her” "
        "instead."),
    happenings.BY_A_MAN: N_("In an offence of this list a woman officer records what she says. Say why a man did."),
    happenings.AT_NIGHT: N_(
        "A woman is not arrested after sunset and before sunrise without the Magistrate's permission, given before. Write the "
        "number of that permission, or that the sun had not set."),
    happenings.REPORT_ATTACHED: N_("Her medical report is attached"),
    dates.INFORMED_AFTER: N_("The information cannot have come after the case was registered (CrPC 154, to be verified)."),
    dates.OFFENCE_AFTER: N_("The offence cannot lie after the information about it was registered (CrPC 154, to be verified)."),
    cctns.SAY_STATION: N_(
        "The number is of another station than this one's. A case of another station is recorded there; a zero FIR carries this "
        "station's number."),
    officers.WOMAN_ASKED: N_(
        "Sections of this case ask that a woman officer writes down what she says. The officer chosen is a man: who takes her "
        "statements?"),
    officers.REPORT_IS_OF_IO: N_(
        "Only the named investigating officer marks the police report of this case. You are not that officer."),
    officers.NO_IO: N_("No investigating officer is named yet; only the named officer marks the police report."),
}


def say_under(procedure: str, sentence: str) -> str:
    """*sentence* (msgid) as it is said in a case under *procedure* ("bnss" or "crpc")."""
    return OLDER.get(sentence, sentence) if procedure == "crpc" else sentence
