"""The figures of preventive action; each opens exactly the rows it counts."""

from portal.core.feature import Indicator
from portal.core.words import N_
from portal.preventive.queries import count_due


def _due(item: str, label: str, definition: str, tone: str, order: int) -> Indicator:
    return Indicator(f"preventive-{item}", label, definition, "preventive:action:list", lambda scope: count_due(scope, item),
                     "preventive.list_due", {"item": item}, tone, order)


INDICATORS = (
    _due("custody", N_("Preventive arrests without release"),
         N_("Persons arrested to prevent an offence whose release or production is not written down (24 hours, BNSS 170)."),
         "danger", 5),
    _due("breach", N_("Breaches of bonds and orders"),
         N_("A breach was reported and the authority has not decided yet."), "danger", 12),
    _due("inquiry", N_("Inquiries beyond six months"),
         N_("Inquiries on a bond whose six months have passed without recorded special reasons (BNSS 135(6))."), "danger", 22),
    _due("expired", N_("Bonds and orders that ran out"),
         N_("Bonds and orders whose last day is over and after which nothing was written."), "due", 46),
    _due("expiring", N_("Bonds and orders that end soon"),
         N_("Bonds within the days set for the installation (thirty), orders under BNSS 163 within seven."), "due", 47),
)
