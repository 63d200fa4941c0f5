"""What accounts declare of themselves."""

from portal.accounts.commands import group
from portal.accounts.queries import count_unconfirmed
from portal.accounts.routes import bp
from portal.core.feature import Feature, Indicator, MenuItem
from portal.core.words import N_

feature = Feature(
    "accounts", blueprint=bp, menu=(MenuItem(N_("Officers"), "accounts.list_users", "accounts:user:list"),),
    commands=(group,),
    indicators=(Indicator("roles-to-confirm", N_("Roles to confirm"),
                          N_("Roles that see a district or more, give out accounts or read the trail, given by another "
                             "administrator and waiting for your word as the second one."),
                          "accounts:user:change", count_unconfirmed, "accounts.list_unconfirmed", tone="due", order=18),))
