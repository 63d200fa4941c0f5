"""The papers of the roster: chart for the wall, today's card, an officer's week, totals and attendance of a month."""

from portal.core.feature import Document
from portal.core.words import N_
from portal.roster.documents.chart import build_chart
from portal.roster.documents.days import build_card, build_week
from portal.roster.documents.months import build_attendance, build_totals

DOCUMENTS = (
    Document("roster-chart-a4", N_("Duty chart, A4"), "roster_chart_a4", "printing:document:print", build_chart,
             subject_endpoint="", arguments=("on",)),
    Document("roster-chart-a3", N_("Duty chart for the wall, A3"), "roster_chart_a3", "printing:document:print", build_chart,
             subject_endpoint="", arguments=("on",)),
    Document("roster-day", N_("Duty card of a day"), "roster_day", "roster:duty:read", build_card,
             subject_endpoint="roster.show_on_duty", subject_argument="unit", arguments=("on",)),
    Document("roster-week", N_("An officer's week of duty"), "roster_week", "printing:document:print", build_week,
             subject_endpoint="", arguments=("on",)),
    Document("roster-totals", N_("Totals of duty of a month"), "roster_totals", "roster:attendance:list", build_totals,
             subject_endpoint="roster.show_totals", subject_argument="unit", arguments=("on",)),
    Document("roster-attendance", N_("Statement of attendance of a month"), "roster_attendance", "roster:attendance:list",
             build_attendance, subject_endpoint="roster.show_attendance", subject_argument="unit", arguments=("on",)),
)
__all__ = ("DOCUMENTS",)
