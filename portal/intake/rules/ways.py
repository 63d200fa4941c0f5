"""Words of ways and sections (pure): how she consented, where she may be sent, what a decision is shown as."""

from portal.core.words import N_

CONSENT_WAYS: dict[str, str] = {
    "written": N_("In writing, signed by her"),
    "thumb": N_("Read to her, with her thumb impression"),
    "spoken": N_("By word, before the witness"),
}

REFERRALS: dict[str, str] = {
    "one_stop_centre": N_("One Stop Centre"),
    "protection_officer": N_("Protection Officer"),
    "legal_services": N_("District Legal Services Authority"),
    "hospital": N_("Government hospital"),
    "child_committee": N_("Child Welfare Committee"),
    "cyber_cell": N_("Cyber cell"),
    "magistrate": N_("Magistrate"),
    "other": N_("Another office"),
}

# Details of a decision as they are shown: key → what an officer calls it.
DETAILS: dict[str, str] = {
    "number": N_("Number"),
    "sent_to": N_("Sent to"),
    "place": N_("Which office, whom to meet"),
    "entered_on": N_("Entered on"),
    "told_magistrate": N_("Was she told to go to the Magistrate, with a slip?"),
    "consent_how": N_("How she agreed"),
    "consent_on": N_("Day she agreed"),
    "consent_at_hour": N_("Time"),
    "witnessed_by": N_("Woman officer or other witness: name and rank"),
    "station_name": N_("Police station"),
}
DETAIL_WORDS: dict[str, str] = {**CONSENT_WAYS, **REFERRALS, "yes": N_("Yes"), "no": N_("No")}
COGNIZABLE_ANSWERS: dict[bool | str, str] = {
    True: N_("Cognizable"), False: N_("Non-cognizable"), "asks": N_("Cognizable or not: ask first")}
