"""What accounts declare of themselves."""

from portal.accounts import fresh, limits
from portal.accounts.commands import group
from portal.accounts.queries import FACTOR_ROLES, PASSWORD_DAYS, count_unconfirmed
from portal.accounts.routes import bp
from portal.accounts.rules.officer import check_roles, roles_with_second_factor
from portal.accounts.rules.session import FRESH_FOR
from portal.accounts.rules.throttle import check_window
from portal.core.feature import Feature, Indicator, MenuItem
from portal.core.settings import Decidable, whole_number
from portal.core.words import N_

feature = Feature(
    "accounts", blueprint=bp, menu=(MenuItem(N_("Officers"), "accounts.list_users", "accounts:user:list", "office"),),
    commands=(group,),
    settings=(
        Decidable(FACTOR_ROLES, "the roles, with gaps between, that need a second factor",
                  " ".join(sorted(roles_with_second_factor(None))), check_roles),
        Decidable(PASSWORD_DAYS, "after how many days a password is to be changed at the next sign-in; 0 for never", "0",
                  whole_number(0, 730)),
        Decidable(fresh.SETTING, "for how many minutes a proof of who one is opens grave steps",
                  str(int(FRESH_FOR.total_seconds()) // 60), whole_number(1, 60)),
        *(Decidable(f"limit-{name}", f"how many {limits.WHAT[name].lower()} are open to one officer, and in how many seconds",
                    f"{window.limit} {int(window.span.total_seconds())}", check_window)
          for name, window in limits.LIMITS.items())),
    indicators=(Indicator("roles-to-confirm", N_("Roles to confirm"),
                          N_("Roles that see a district or more, give out accounts or read the trail, given by another "
                             "administrator and waiting for your word as the second one."),
                          "accounts:user:change", count_unconfirmed, "accounts.list_unconfirmed", tone="due", order=18),))
