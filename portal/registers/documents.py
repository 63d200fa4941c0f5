"""The pages of a register on paper, landscape, with serials carried forward from page to page."""

import uuid
from collections.abc import Mapping

from portal.access.actor import Actor
from portal.access.policy import holds
from portal.access.scope import Scope
from portal.core.errors import BadRequest, Forbidden
from portal.core.feature import Built, Document, RegisterFilter
from portal.core.forms import parse_day
from portal.core.words import N_
from portal.registers import queries
from portal.units.queries import letterhead


def build_register_pages(scope: Scope, actor: Actor, subject_id: uuid.UUID, options: Mapping) -> Built:
    """The register named in the arguments, of the kendra *subject_id*, for the days asked."""
    arguments = options["arguments"]
    register = queries.get_register(arguments.get("register", ""))
    if not holds(actor, register.permission):
        raise Forbidden(N_("This is not open to you."))
    kendra = queries.choose_kendra(queries.list_kendras(scope), subject_id)
    try:
        first, last = (parse_day(arguments[name]) if arguments.get(name) else None for name in ("from_on", "to_on"))
    except ValueError as fault:
        raise BadRequest(N_("The days of the register are not written as day-month-year.")) from fault
    begin, end = queries.period(first, last)
    rows = queries.rows_for_paper(register, scope, RegisterFilter(kendra.id, begin, end))
    return Built(kendra.id, kendra.code, {
        "head": letterhead(kendra.id),
        "register_label": register.label,
        "columns": [{"label": column.label, "is_wide": column.wide, "kind": column.kind} for column in register.columns],
        "rows": queries.cells(register, rows),
        "serials": [f"{row.serial}/{row.year}" for row in rows],
        "from_on": first,
        "to_on": last,
        "first_page": 1,
    })


REGISTER_PAGES = Document(
    "register-pages", N_("Register pages"), "register_pages.html", "registers:register:list", build_register_pages,
    stylesheets=("register.css",), subject_endpoint="", arguments=("register", "from_on", "to_on"))
