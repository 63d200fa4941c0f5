"""What the field declares."""

from portal.core.feature import Feature, MenuItem
from portal.field.routes import bp
from portal.field.words import WORDS

feature = Feature("field", blueprint=bp, menu=(MenuItem(WORDS["title"], "field.show_shell", "field:entry:send", "field"),))
