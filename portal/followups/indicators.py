"""The figures of following up; each opens the list it counts."""

from portal.core import clock
from portal.core.feature import Indicator
from portal.core.words import N_
from portal.followups import queries

INDICATORS = (
    Indicator("promises-open", N_("Promises not yet kept"), N_("Promises made to a woman that are neither kept nor withdrawn."),
              "followups:promise:list", lambda scope: queries.count(queries.select_open_promises(scope)),
              "followups.list_promises", tone="due", order=40),
    Indicator("calls-waiting", N_("Disposals not verified"),
              N_("Disposed matters in which no one other than the enquiry officer has reached her yet."),
              "followups:promise:list", lambda scope: queries.count(queries.select_waiting_calls(scope)),
              "followups.list_calls", tone="due", order=45),
    Indicator("calls-overdue", N_("Verification calls overdue"),
              N_("Disposals whose third working day has come or gone without a call that reached her."),
              "followups:promise:list",
              lambda scope: queries.count(queries.select_waiting_calls(scope, due_by=clock.today())),
              "followups.list_calls", {"due": "now"}, tone="danger", order=20),
)
