"""The features of the portal, in menu order; a new one is added here."""

from portal.accounts.feature import feature as accounts
from portal.audit.feature import feature as audit
from portal.backup.feature import feature as backup
from portal.beats.feature import feature as beats
from portal.cases.feature import feature as cases
from portal.core.feature import Feature
from portal.demo.feature import feature as demo
from portal.field.feature import feature as field
from portal.followups.feature import feature as followups
from portal.intake.feature import feature as intake
from portal.law.feature import feature as law
from portal.leave.feature import feature as leave
from portal.monitoring.feature import feature as monitoring
from portal.personnel.feature import feature as personnel
from portal.persons.feature import feature as persons
from portal.preventive.feature import feature as preventive
from portal.printing.feature import feature as printing
from portal.registers.feature import feature as registers
from portal.roster.feature import feature as roster
from portal.search.feature import feature as search
from portal.squads.feature import feature as squads
from portal.training.feature import feature as training
from portal.units.feature import feature as units

FEATURES: tuple[Feature, ...] = (
    monitoring, intake, followups, cases, preventive, squads, beats, field, registers, printing, search, law, personnel, leave,
    training, roster, units, persons, accounts, audit, backup, demo)
