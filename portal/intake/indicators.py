"""The figures of the desk; each opens exactly the rows it counts."""

from portal.core.feature import Indicator
from portal.core.words import N_
from portal.intake.queries.assignment import count_exceptions, count_left_behind
from portal.intake.queries.complaints import count_complaints
from portal.intake.queries.danger import count_danger_alerts
from portal.intake.queries.gate import count_gate_refusals, count_unread_reasons, count_waiting_permissions
from portal.intake.queries.identity import count_overruns, count_waiting_openings
from portal.intake.queries.triage import count_untriaged


def _counting(**filters: str):
    return lambda scope: count_complaints(scope, filters)


def _listed(key: str, label: str, definition: str, tone: str, order: int, **filters: str) -> Indicator:
    """A figure that counts what the list of complaints shows under the same filters."""
    return Indicator(key, label, definition, "intake:complaint:list", _counting(**filters), "intake.list_complaints",
                     filters, tone, order)


INDICATORS = (
    Indicator("danger-now", N_("Danger now"),
              N_("Matters with danger now that no supervisor has acknowledged yet."),
              "intake:danger:acknowledge", count_danger_alerts, "intake.list_danger_alerts", tone="danger", order=10),
    Indicator("gate-reasons", N_("Reasons without an FIR to read"),
              N_("Reasons why a matter ends without an FIR, or why its facts were corrected, that you have not marked as read."),
              "intake:triage:see_reasons", count_unread_reasons, "intake.list_gate_reasons", tone="danger", order=12),
    Indicator("gate-refusals", N_("Refused at the gate"),
              N_("Attempts of the last seven days to close a matter or send it to counselling before the law was served."),
              "intake:triage:see_reasons", count_gate_refusals, "intake.list_gate_refusals", tone="danger", order=14),
    Indicator("permissions-asked", N_("Permissions asked for"),
              N_("Preliminary enquiries before an FIR that wait for your permission."),
              "intake:triage:permit", count_waiting_permissions, "intake.list_permissions", tone="due", order=22),
    Indicator("untriaged", N_("Waiting for triage"),
              N_("Open complaints whose facts nobody has ticked within the hours of the house’s own norm (24, unless the dated "
                 "setting says otherwise; no law names them)."),
              "intake:triage:record", count_untriaged, "intake.list_untriaged", tone="due", order=24),
    _listed("receipts-waiting", N_("Receipts not handed over"),
            N_("Complaints that were entered but whose receipt has not reached the woman."), "danger", 20, state="recorded"),
    _listed("unassigned", N_("Without enquiry officer"),
            N_("Complaints whose receipt was given and for which no enquiry officer has been named."), "due", 30,
            state="registered"),
    _listed("open", N_("Open complaints"),
            N_("Complaints that are recorded, registered or under enquiry."), "plain", 40, state="open"),
    Indicator("emergency-openings", N_("Emergency openings to review"),
              N_("Identities that officers below you opened in an emergency, or had to explain by lot, and that nobody above has "
                 "reviewed."),
              "intake:identity:review", count_waiting_openings, "intake.list_openings", tone="danger", order=15),
    Indicator("limits-reached", N_("Limits reached"),
              N_("Refusals of the last seven days to officers below you, because they searched, printed or opened identities "
                 "faster or more often than is open to one officer."),
              "intake:identity:review", count_overruns, "intake.list_overruns", tone="due", order=16),
    Indicator("left-behind", N_("Open files of officers who left"),
              N_("Open complaints whose enquiry officer holds no such role at the kendra or its station today."),
              "intake:complaint:assign", count_left_behind, "intake.list_left_behind", tone="danger", order=25),
    Indicator("no-woman-officer", N_("No woman officer named"),
              N_("Open complaints that are due a woman officer and have a man, with a reason."),
              "intake:complaint:assign", count_exceptions, "intake.list_exceptions", tone="due", order=35),
)
