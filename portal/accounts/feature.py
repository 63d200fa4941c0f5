"""What accounts declare of themselves."""

from portal.accounts.commands import group
from portal.accounts.routes import bp
from portal.core.feature import Feature, MenuItem
from portal.core.words import N_

feature = Feature(
    "accounts", blueprint=bp, menu=(MenuItem(N_("Officers"), "accounts.list_users", "accounts:user:list"),),
    commands=(group,))
