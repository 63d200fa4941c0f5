"""What the identity vault declares: no pages of its own, one command for the operator."""

from portal.core.feature import Feature
from portal.persons.commands import group

feature = Feature("persons", commands=(group,))
