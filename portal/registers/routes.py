"""Pages of the registers."""

import uuid

from flask import Blueprint, url_for

from portal.access.guard import current_actor, current_scope, guard, require
from portal.access.policy import holds
from portal.audit import trail
from portal.core import clock
from portal.core.db import db
from portal.core.feature import RegisterFilter, declared
from portal.core.pages import KeyPage, page_by_key, render_page
from portal.registers import queries
from portal.registers.forms import RegisterFilterForm
from portal.units.queries import choose_kendra, list_kendras

bp = Blueprint("registers", __name__)
QUERY = ("unit", "from_on", "to_on", "after", "before")


@bp.get("/registers")
@guard("registers:register:list")
def list_registers():
    """The registers that the reader may open."""
    registers = [register for register in declared("registers") if holds(current_actor(), register.permission)]
    return render_page("registers/list_registers.html", registers=registers)


def _chosen(key: str):
    register = queries.get_register(key)
    require(register.permission, None)
    form = RegisterFilterForm()
    is_right = form.validate()
    kendras = list_kendras(current_scope())
    kendra = choose_kendra(kendras, form.unit_id)
    begin, end = clock.period(form.from_on.data, form.to_on.data) if is_right else (None, None)
    return register, form, kendras, kendra, RegisterFilter(kendra.id, begin, end) if is_right else None


@bp.get("/registers/<key>")
@guard("registers:register:list", query=QUERY)
def show_register(key: str):
    """One register of one kendra by serial, newest first. A filter that is not understood shows nothing, and says why."""
    register, form, kendras, kendra, chosen = _chosen(key)
    page = KeyPage(())
    if chosen:
        statement, keys = queries.select_rows(register, current_scope(), chosen)
        page = page_by_key(db.session, statement, keys, key_of=lambda row: (row.year, row.serial, row.id))
    trail.record_read(current_actor(), "registers:register:read", unit_id=kendra.id, register=key)
    return render_page("registers/show_register.html", status=200 if chosen else 400, fragment="registers/_rows.html",
                       register=register, form=form, kendras=kendras, kendra=kendra, page=page,
                       columns=queries.columns_of(register), cells=queries.cells(register, page.items),
                       links=_links(register, page.items),
                       print_url=_print_url(key, kendra.id, form) if chosen else "")


@bp.get("/registers/<key>/gaps")
@guard("registers:register:list", query=QUERY)
def list_gaps(key: str):
    """The completeness list: rows that lack something or say too little."""
    register, form, kendras, kendra, chosen = _chosen(key)
    found = queries.rows_with_gaps(register, current_scope(), chosen) if chosen else []
    trail.record_read(current_actor(), "registers:gaps:read", unit_id=kendra.id, register=key)
    return render_page("registers/list_gaps.html", status=200 if chosen else 400, register=register, form=form,
                       kendras=kendras, kendra=kendra, found=found, links=_links(register, [row for row, _ in found]))


def _print_url(key: str, unit_id: uuid.UUID, form: RegisterFilterForm) -> str:
    """Where these days of the register are printed, with the number of the page that follows the last print."""
    days = {name: form[name].data.strftime("%d-%m-%Y") for name in ("from_on", "to_on") if form[name].data}
    first_page = queries.next_page(unit_id, key, form.from_on.data)
    return url_for("printing.choose_print", document="register-pages", subject_id=unit_id, register=key,
                   first_page=first_page if first_page > 1 else None, **days)


def _links(register, rows) -> list[str]:
    if register.row_endpoint is None:
        return [""] * len(rows)
    pattern = url_for(register.row_endpoint, **{register.row_argument: "00000000-0000-0000-0000-000000000000"})
    return [pattern.replace("00000000-0000-0000-0000-000000000000", str(getattr(row, register.row_key)))
            if getattr(row, register.row_key) else "" for row in rows]
