"""What backups declare: commands only."""

from portal.backup.commands import group
from portal.core.feature import Feature

feature = Feature("backup", commands=(group,))
