"""The few errors that rules and actions raise, and the sentence and status that a page makes of each."""

from portal.core.words import N_


class PortalError(Exception):
    """An error with a sentence for the person in front of the screen (an English msgid) and its values."""

    status = 400
    title = N_("This could not be done")

    def __init__(self, sentence: str, **values: object):
        super().__init__(sentence)
        self.sentence = sentence
        self.values = values


class NotFound(PortalError):
    """There is no such thing, or not in the reader's scope: the answer is the same."""

    status = 404
    title = N_("Not found")

    def __init__(self, sentence: str = N_("There is no such page, or it is not yours to see."), **values: object):
        super().__init__(sentence, **values)


class Forbidden(PortalError):
    """The reader's role does not hold the permission."""

    status = 403
    title = N_("Not allowed")


class RuleBroken(PortalError):
    """A rule of the work forbids this step in the present state."""

    status = 409
    title = N_("This step is not open")


class StaleEdit(PortalError):
    """Somebody else saved the record after this page was opened."""

    status = 409
    title = N_("Changed by someone else meanwhile")


class BadRequest(PortalError):
    """The request itself is malformed: unknown, repeated or wrongly typed parameters."""

    status = 400
    title = N_("The request was not understood")


class TooMany(PortalError):
    """A limit was reached; wait and try again."""

    status = 429
    title = N_("Too many attempts")


class NotSaved(PortalError):
    """The database could not keep it: disk full, locked or away. Reading goes on."""

    status = 503
    title = N_("Not saved")


class InvalidValues(ValueError):
    """Values that cannot be kept; *faults* gives an English msgid for each field."""

    def __init__(self, faults: dict[str, str]) -> None:
        super().__init__(", ".join(faults))
        self.faults = faults
