"""What the law declares."""

from portal.core.feature import Feature, Finder, MenuItem
from portal.core.words import N_
from portal.law.commands import group
from portal.law.finders import find_hits
from portal.law.indicators import INDICATORS
from portal.law.routes import bp

feature = Feature(
    "law", blueprint=bp, commands=(group,), indicators=INDICATORS,
    menu=(MenuItem(N_("Law"), "law.list_offences", "law:pack:read", "cases"),),
    finders=(Finder("law", N_("Law"), "law:pack:read", find_hits),))
