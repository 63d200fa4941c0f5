"""Sealing a complaint from an officer (pure): what forbids it, and who may lift a seal."""

from portal.core.words import N_, letters_in

REASON_LETTERS = 10
SAY_REASON = N_("Write the reason, with at least 10 letters.")
NO_OFFICER = N_("There is no officer with this personnel number.")
NOT_ONESELF = N_("Nobody seals a complaint from oneself. Ask the officer above you to do it.")
THERE_ALREADY = N_("The complaint is sealed from this officer already.")
SEALED = N_("The complaint is sealed from this officer.")
NOT_ALONE = N_("A seal is lifted by another officer than the one who set it.")
LIFTED = N_("This seal has been lifted already.")


def seal_fault(officer_id: object, actor_id: object, *, is_sealed: bool) -> str | None:
    """Why the complaint cannot be sealed from the officer (msgid), or None."""
    if officer_id is None:
        return NO_OFFICER
    if officer_id == actor_id:
        return NOT_ONESELF
    return THERE_ALREADY if is_sealed else None


def lift_fault(actor_id: object, sealed_by: object, *, is_lifted: bool) -> str | None:
    """Why the seal cannot be lifted by this officer (msgid), or None."""
    if is_lifted:
        return LIFTED
    return NOT_ALONE if actor_id == sealed_by else None


def reason_fault(reason: str) -> str | None:
    """What is wrong with the reason (msgid), or None."""
    return SAY_REASON if letters_in(reason) < REASON_LETTERS else None
