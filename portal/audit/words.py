"""The vocabulary of the trail: every action word that may be recorded, with its sentence."""

from portal.core.words import N_

ACTIONS: dict[str, str] = {
    "access:door:refused": N_("was refused"),
}
