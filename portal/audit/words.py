"""The vocabulary of the trail: every action word that may be recorded, with its sentence."""

from portal.core.words import N_

ACTIONS: dict[str, str] = {
    "access:door:refused": N_("was refused"),
    "intake:attachment:added": N_("attached a file"),
    "intake:attachment:downloaded": N_("took a copy of an attached file"),
    "intake:attachment:previewed": N_("looked at an attached file"),
    "intake:complaint:assigned": N_("named the enquiry officer"),
    "intake:complaint:corrected": N_("corrected the complaint"),
    "intake:complaint:handed_over": N_("handed the file over to another officer"),
    "intake:complaint:opened": N_("looked at the complaint"),
    "intake:complaint:recorded": N_("recorded a complaint"),
    "intake:danger:acknowledged": N_("acknowledged a danger alert"),
    "intake:danger:answered": N_("asked the danger questions"),
    "intake:danger:done": N_("recorded what was done against the danger"),
    "intake:danger:raised": N_("raised a danger alert"),
    "intake:glass:broken": N_("opened an identity in an emergency, without a relation to the matter"),
    "intake:glass:reviewed": N_("reviewed an emergency opening"),
    "intake:identity:opened": N_("opened the identity"),
    "intake:identity:over_quota": N_("was refused an identity: too many in one shift"),
    "intake:look:listed": N_("read who had looked at the complaint"),
    "intake:people:searched": N_("searched whether she was here before"),
    "intake:receipt:handed_over": N_("handed the receipt over"),
    "intake:rights:told": N_("told her rights"),
    "intake:visit:added": N_("entered a visitor"),
    "intake:visit:ended": N_("entered when a visitor left"),
    "persons:contact:recorded": N_("recorded a safe-contact plan"),
    "persons:person:corrected": N_("corrected an identity"),
    "persons:person:recorded": N_("recorded a person"),
}
