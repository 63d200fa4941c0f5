"""Pages of the tree of units and of bringing in a list."""

import uuid

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard
from portal.core.db import db
from portal.core.forms import ActionForm
from portal.core.htmx import go_to
from portal.core.pages import KeyPage, page_by_key, render_page
from portal.core.spreadsheets import FILE_BYTES
from portal.units import actions, queries, sheets
from portal.units.forms import ChangeUnitForm, NewUnitForm, RowsFilter, UnitFilter, UploadForm
from portal.units.models import Unit
from portal.units.rules import nest

bp = Blueprint("units", __name__)
UNITS_SHOWN = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/units")
@guard("units:unit:list", query=("q", "kind", "after", "before"))
def list_units():
    """The tree of the reader's units, a page at a time; a search or a kind narrows it to those that fit."""
    scope, form = current_scope(), UnitFilter()
    form.validate()
    narrow = {"text": form.q.data or "", "kind": form.kind.data or ""} if not form.errors else {}
    page = page_by_key(db.session, queries.list_units(scope, **narrow), (Unit.path,),
                       key_of=lambda row: (row.Unit.path,), descending=False, size=UNITS_SHOWN)
    units = [row.Unit for row in page.items]
    above = queries.context_of(scope, units[0]) if units and not any(narrow.values()) else []
    return render_page("units/list_units.html", fragment="units/_tree.html", form=form, page=page,
                       nodes=nest([*above, *units]), repeated={unit.id for unit in above})


@bp.get("/units/<uuid:unit_id>")
@guard("units:unit:open")
def show_unit(unit_id: uuid.UUID):
    """One unit with what stands above and directly below it."""
    scope = current_scope()
    unit = queries.get_unit(scope, unit_id)
    return render_page("units/show_unit.html", unit=unit, ancestors=queries.ancestors(unit),
                       children=queries.list_children(scope, unit), in_reach=scope.unit_path)


@bp.route("/units/new", methods=["GET", "POST"])
@guard("units:unit:change", query=("under",))
def create_unit():
    """Founds a unit; `under` names the code of the unit above it."""
    form = NewUnitForm()
    if form.validate_on_submit():
        unit = actions.create_unit(current_actor(), form.facts(form.code.data, form.kind.data))
        flash(_("The unit %(code)s stands in the portal.", code=unit.code), "success")
        return go_to(url_for("units.show_unit", unit_id=unit.id))
    if not form.is_submitted():
        form.parent_code.data = request.args.get("under", "")[:12]
    return render_page("units/create_unit.html", form=form, status=422 if form.errors else 200)


@bp.route("/units/<uuid:unit_id>/change", methods=["GET", "POST"])
@guard("units:unit:change")
def change_unit(unit_id: uuid.UUID):
    """Changes a unit's names, place, telephone and days."""
    unit = queries.get_unit(current_scope(), unit_id)
    parent = queries.parent_of(unit)
    form = ChangeUnitForm(obj=unit, data={"parent_code": parent.code if parent else ""})
    if form.validate_on_submit():
        form.check_version(unit.version)
        actions.change_unit(current_actor(), unit, form.facts(unit.code, unit.kind))
        flash(_("The unit %(code)s was changed.", code=unit.code), "success")
        return go_to(url_for("units.show_unit", unit_id=unit.id))
    return render_page("units/change_unit.html", form=form, unit=unit, status=422 if form.errors else 200)


@bp.route("/units/import", methods=["GET", "POST"])
@guard("units:list:import")
def upload_list():
    """Takes a list and judges its rows; nothing is changed yet."""
    form = UploadForm()
    if form.validate_on_submit():
        sheet = sheets.read_sheet(form.file.data.read(FILE_BYTES + 1))
        found = actions.preview_import(current_actor(), sheet)
        return go_to(url_for("units.show_import", import_id=found.id))
    return render_page("units/upload_list.html", form=form, earlier=queries.list_imports(current_scope()),
                       status=422 if form.errors else 200)


@bp.get("/units/import/form.xlsx")
@guard("units:list:import")
def download_form():
    """The empty form to fill in, with two lines as an example."""
    return Response(sheets.template_xlsx(sheets.EXAMPLE), mimetype=XLSX,
                    headers={"Content-Disposition": 'attachment; filename="units.xlsx"'})


@bp.get("/units/imports/<uuid:import_id>")
@guard("units:list:import", query=("show", "after"))
def show_import(import_id: uuid.UUID):
    """What would become of each row, before anything is done."""
    scope, form = current_scope(), RowsFilter()
    form.validate()
    found = queries.get_import(scope, import_id)
    show = form.show.data or ""
    rows, last = queries.list_rows(scope, import_id, show, form.after.data or 0)
    next_url = url_for("units.show_import", import_id=import_id, show=show, after=last) if last else None
    return render_page("units/show_import.html", fragment="units/_rows.html", form=form, found=found,
                       page=KeyPage(rows, next_url), heads=sheets.HEADS, action_form=ActionForm())


@bp.post("/units/imports/<uuid:import_id>/apply")
@guard("units:list:import")
def apply_import(import_id: uuid.UUID):
    """Applies the good rows of the list that was looked at."""
    ActionForm().validate_on_submit()
    found = actions.apply_import(current_actor(), queries.get_import(current_scope(), import_id))
    flash(_("The list was applied: %(new)s new, %(changed)s changed.", new=found.counts.get("new", 0),
            changed=found.counts.get("changed", 0)), "success")
    return go_to(url_for("units.show_import", import_id=import_id))


@bp.post("/units/imports/<uuid:import_id>/cancel")
@guard("units:list:import")
def cancel_import(import_id: uuid.UUID):
    """Puts the list aside; no unit was changed."""
    ActionForm().validate_on_submit()
    actions.cancel_import(current_actor(), queries.get_import(current_scope(), import_id))
    flash(_("The list was put aside. No unit was changed."), "info")
    return go_to(url_for("units.upload_list"))
