"""The words of the desk: purposes, doors, natures, relations, and what an honest "not told" may say."""

from portal.core.words import N_

PURPOSES: dict[str, str] = {
    "complaint": N_("Complaint"),
    "information": N_("Information"),
    "suggestion": N_("Suggestion"),
    "feedback": N_("Feedback"),
    "other": N_("Other work"),
}

CHANNELS: dict[str, str] = {
    "walk_in": N_("Came in person"),
    "phone": N_("Telephone"),
    "post": N_("Post"),
    "112": N_("Emergency 112"),
    "1090": N_("Women Power Line 1090"),
    "181": N_("Women helpline 181"),
    "1098": N_("Child helpline 1098"),
    "1930": N_("Cyber helpline 1930"),
    "igrs": N_("IGRS / CM helpline 1076"),
    "police_portal": N_("Police complaint portal"),
    "beat": N_("Women's beat"),
    "chaupal": N_("Village meeting (chaupal)"),
    "school_box": N_("School complaint box"),
    "samadhan": N_("Samadhan Diwas"),
    "commission": N_("Women's or child rights commission"),
    "court": N_("Court"),
    "other_station": N_("Another police station"),
}

NATURES: dict[str, str] = {
    "domestic_violence": N_("Domestic violence"),
    "dowry_harassment": N_("Dowry harassment"),
    "dowry_death": N_("Dowry death"),
    "rape": N_("Rape"),
    "sexual_assault": N_("Molestation or assault on modesty"),
    "sexual_harassment": N_("Sexual harassment"),
    "stalking": N_("Stalking"),
    "voyeurism": N_("Secret watching or filming"),
    "kidnapping": N_("Kidnapping or enticing away"),
    "missing": N_("Missing woman or girl"),
    "child_offence": N_("Offence against a child"),
    "child_marriage": N_("Child marriage"),
    "acid_attack": N_("Acid attack"),
    "trafficking": N_("Human trafficking"),
    "cyber": N_("Online harassment or fraud"),
    "threat": N_("Threat or assault"),
    "matrimonial": N_("Matrimonial dispute"),
    "maintenance": N_("Maintenance"),
    "property": N_("Property or residence"),
    "workplace": N_("Harassment at work"),
    "other": N_("Other matter"),
}

NOT_TOLD_REASONS: dict[str, str] = {
    "does_not_know": N_("She does not know"),
    "does_not_want": N_("She does not want to say now"),
    "cannot_speak": N_("She cannot speak now"),
    "channel": N_("The message did not say"),
}

RELATIONS: dict[str, str] = {
    "husband": N_("Husband"),
    "in_laws": N_("In-laws"),
    "family": N_("Own family"),
    "partner": N_("Partner or former partner"),
    "neighbour": N_("Neighbour"),
    "colleague": N_("Colleague or employer"),
    "acquaintance": N_("Known person"),
    "stranger": N_("Stranger"),
    "official": N_("Public servant"),
    "other": N_("Other"),
}

# Ticks of the entry page: column of the complaint → what the officer reads.
FLAGS: dict[str, str] = {
    "is_minor": N_("Under 18 years"),
    "has_disability": N_("Has a disability"),
    "is_pregnant": N_("Is pregnant"),
    "needs_interpreter": N_("Needs an interpreter"),
    "is_in_danger": N_("In danger just now"),
    "wants_woman_officer": N_("Wants a woman officer"),
}

# How the receipt reached her. "kept" is the only way that says why it did not.
RECEIPT_WAYS: dict[str, str] = {
    "in_hand": N_("Given in her hand"),
    "companion": N_("Given to the person with her, as she wished"),
    "read_out": N_("Number read out on the telephone"),
    "post": N_("Sent by post"),
    "kept": N_("Kept for her at the kendra"),
}

# What an officer calls a field, in completeness lists and beside a "not told".
FIELDS: dict[str, str] = {
    "name": N_("Her name"),
    "relative_name": N_("Father's or husband's name"),
    "age": N_("Age"),
    "address": N_("Address"),
    "phone": N_("Phone"),
    "place": N_("Place of occurrence"),
    "occurred_from_on": N_("Day of occurrence"),
    "gist": N_("What happened"),
    "relief": N_("What she asks for"),
}
