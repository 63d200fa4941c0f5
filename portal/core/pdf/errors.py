"""What can go wrong on the way to paper, with a sentence for the officer at the desk."""

from portal.core.errors import PortalError
from portal.core.words import N_

BUSY = N_("The print service is busy. The record is saved; please print it again in a minute.")
FAILED = N_("This page could not be prepared for printing. The record is saved; please try again.")
TOO_LONG = N_("This print is too large to prepare in one piece. Print a shorter period or fewer pages.")


class PdfError(PortalError):
    """No PDF came out. The record itself is untouched: paper is always made after saving."""

    status = 503
    title = N_("Not printed")


class PdfBusy(PdfError):
    """The one worker was busy for longer than the caller may wait."""

    def __init__(self, sentence: str = BUSY):
        super().__init__(sentence)


class PdfFailed(PdfError):
    """The worker died, ran out of memory, or could not make this document."""

    def __init__(self, sentence: str = FAILED):
        super().__init__(sentence)


class PdfTooLong(PdfFailed):
    """The document needed more time, or is larger, than one document may be."""

    def __init__(self, sentence: str = TOO_LONG):
        super().__init__(sentence)
