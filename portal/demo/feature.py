"""What the practice records declare: a command."""

from portal.core.feature import Feature
from portal.demo.commands import group

feature = Feature("demo", commands=(group,))
