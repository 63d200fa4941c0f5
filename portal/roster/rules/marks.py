"""The short marks of the roster's grid and what a day may hold."""

from portal.core.words import N_
from portal.roster.rules.changes import OFF
from portal.roster.rules.plan import DUTIES

# duty → mark: a letter or two that can be read without colour
MARKS: dict[str, str] = {
    "morning": N_("Mo"), "evening": N_("Ev"), "night": N_("Ni"), "follow_up": N_("Fu"), "squad": N_("Sq"), "beat": N_("Be"),
    "court": N_("Co"), "escort": N_("Es"), "diversion": N_("Vip"), "training": N_("Tr"), OFF: N_("Off"),
}
LEAVE, NOT_POSTED = N_("Lv"), N_("n/p")
# duty → class of its colour
TONES: dict[str, str] = {"morning": "m", "evening": "e", "night": "n", OFF: "l"}
OTHER_TONE = "o"
SAY_OFF, SAY_FREE = N_("Weekly off"), N_("Nothing entered")
CHOICES: dict[str, str] = {code: duty.title for code, duty in DUTIES.items()} | {OFF: SAY_OFF, "": SAY_FREE}
