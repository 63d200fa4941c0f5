"""What the tree of units declares."""

from portal.core.feature import Feature, Finder, MenuItem
from portal.core.words import N_
from portal.units.commands import group
from portal.units.finders import find_hits
from portal.units.routes import bp

feature = Feature(
    "units", blueprint=bp, commands=(group,),
    menu=(MenuItem(N_("Units"), "units.list_units", "units:unit:list", "office"),),
    finders=(Finder("units", N_("Units"), "units:unit:list", find_hits),))
