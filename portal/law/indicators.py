"""The figures of the law, for the prosecution officer; each opens the rows it counts."""

from portal.core.feature import Indicator
from portal.core.words import N_
from portal.law import queries

INDICATORS = (
    Indicator("law-offences", N_("Sections of law to be verified"),
              N_("Rows of the offences in force that no prosecution officer has confirmed yet."),
              "law:pack:sign_off", lambda scope: queries.count_to_verify("offence"), "law.list_offences", {"check": "open"},
              tone="due", order=60),
    Indicator("law-clocks", N_("Periods of law to be verified"),
              N_("Rows of the periods and duties in force that no prosecution officer has confirmed yet."),
              "law:pack:sign_off", lambda scope: queries.count_to_verify("clock"), "law.list_clocks", {"check": "open"},
              tone="due", order=61),
)
