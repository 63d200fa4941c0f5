"""The figures of cases; each opens exactly the rows it counts."""

from portal.cases.queries.cases import count_cases
from portal.cases.queries.duties import count_due
from portal.cases.queries.officers import count_left_behind
from portal.core import clock
from portal.core.feature import Indicator
from portal.core.words import N_

LIST = "cases:case:list"


def _due(key: str, label: str, definition: str, tone: str, order: int, when: str) -> Indicator:
    return Indicator(key, label, definition, LIST, lambda scope: count_due(scope, {"when": when}, clock.now()),
                     "cases.list_due", {"when": when}, tone, order)


def _cases(key: str, label: str, definition: str, tone: str, order: int, **filters: str) -> Indicator:
    return Indicator(key, label, definition, LIST, lambda scope: count_cases(scope, filters), "cases.list_cases", filters, tone,
                     order)


INDICATORS = (
    _due("clocks-overdue", N_("Clocks of the law overdue"),
         N_("Duties in criminal cases whose day by the law has passed without the paper that meets them."), "danger", 12,
         "overdue"),
    _due("clocks-48h", N_("Due within 48 hours"),
         N_("Duties in criminal cases whose day by the law comes within 48 hours."), "due", 22, "48h"),
    _due("clocks-now", N_("To be done at once"),
         N_("Duties in criminal cases that the law asks for at once and that nobody has met yet."), "due", 23, "now"),
    _cases("my-cases", N_("My cases"), N_("Open cases that you investigate."), "plain", 42, mine="1"),
    _cases("cases-without-io", N_("Without investigating officer"),
           N_("Open FIRs and missing entries for which no investigating officer is named."), "danger", 27, without_io="1"),
    _cases("cases-unnumbered", N_("Without a number of CCTNS"),
           N_("FIRs and NCRs of this record that carry no number of CCTNS yet."), "due", 43, unnumbered="1"),
    Indicator("cases-left-behind", N_("Open cases of officers who left"),
              N_("Open cases whose investigating officer holds no investigating role today."),
              "cases:io:assign", count_left_behind, "cases.list_loads", tone="danger", order=28),
)
