"""Pages of a beat: the list, one beat with its places and officers, and what the in-charge enters of them."""

import uuid

from flask import url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard
from portal.beats.actions import land as actions
from portal.beats.forms import land as forms
from portal.beats.queries import days as queries
from portal.beats.queries import land, plan, reach
from portal.beats.routes.blueprint import CHANGE, LIST, WORDS, WRITE, bp, fill, language
from portal.beats.rules.norms import DEFAULT, NUMBERS, beat_warnings
from portal.core import clock
from portal.core.calendar import week_of
from portal.core.filters import ist_date
from portal.core.pages import render_page
from portal.units.queries import get_unit, kendra_of


@bp.get("/beats")
@guard(LIST)
def list_beats():
    """The beats in reach with how many officers and places each has today."""
    return render_page("beats/list_beats.html", rows=land.read_beats(current_scope()))


@bp.get("/beats/today")
@guard(WRITE)
def show_today():
    """What the beats in reach have before them today: the plan, the last note, and the days that are not closed."""
    scope, today = current_scope(), clock.today()
    beats = reach.list_beats(scope)
    return render_page("beats/show_today.html", fragment="beats/_today.html", beats=beats, today=today, words=WORDS,
                       plan=queries.list_planned([one.id for one in beats], today, 1), days=queries.list_open(scope))


@bp.get("/beats/<uuid:beat_id>")
@guard(LIST)
def show_beat(beat_id: uuid.UUID):
    """One beat: its places, the longest uncovered first, its officers now and before."""
    beat, today = reach.get_beat(current_scope(), beat_id), clock.today()
    norm, terms = land.norm_of(beat.unit_id, today), land.list_terms(beat.id)
    women = {row.officer_id for row in terms if row.is_woman and row.from_on <= today and (row.to_on or today) >= today}
    return render_page("beats/show_beat.html", beat=beat, terms=terms, norm=norm, words=WORDS, today=today,
                       places=land.read_places(beat.id, norm, today), days=land.last_days(beat.id),
                       week=plan.list_lines(beat.id, *week_of(today)), gone=land.list_gone(beat.id, today),
                       warnings=beat_warnings(norm, women=len(women), ordinary=len(beat.ordinary_beats)))


@bp.route("/beats/new", methods=["GET", "POST"])
@guard(CHANGE)
def enter_beat():
    """A new women's beat."""
    form = forms.BeatForm()
    kendra_of(current_scope())

    def act():
        made = actions.enter_beat(current_actor(), form.name.data, form.ordinary_beats())
        return url_for("beats.show_beat", beat_id=made.id), _("The beat is entered. Put its officers and places in.")
    return fill(form, act, title=_("New women's beat"), back=url_for("beats.list_beats"))


@bp.route("/beats/<uuid:beat_id>/change", methods=["GET", "POST"])
@guard(CHANGE)
def change_beat(beat_id: uuid.UUID):
    """Another name, or other ordinary beats."""
    beat = reach.get_beat(current_scope(), beat_id)
    form, back = forms.BeatForm(name=beat.name, ordinary="\n".join(beat.ordinary_beats)), _page_of(beat.id)

    def act():
        actions.change_beat(current_actor(), beat, form.name.data, form.ordinary_beats())
        return back, _("It is written down.")
    return fill(form, act, title=_("Change the women's beat"), back=back)


@bp.route("/beats/<uuid:beat_id>/officers/new", methods=["GET", "POST"])
@guard(CHANGE)
def add_officer(beat_id: uuid.UUID):
    """An officer of kendra or station for the beat."""
    beat, form = reach.get_beat(current_scope(), beat_id), forms.OfficerForm()
    form.officer.choices, back = forms.named(land.staff_of(beat.unit_id, clock.today()), language()), _page_of(beat.id)

    def act():
        actions.add_officer(current_actor(), beat, uuid.UUID(form.officer.data), form.from_on.data)
        return back, _("The officer is on the beat.")
    return fill(form, act, title=_("Add a beat officer"), back=back)


@bp.route("/beats/<uuid:beat_id>/officers/end", methods=["GET", "POST"])
@guard(CHANGE)
def end_officer(beat_id: uuid.UUID):
    """The last day of an officer on the beat."""
    beat, form = reach.get_beat(current_scope(), beat_id), forms.EndOfficerForm()
    form.term.choices = forms.named([one for one in land.list_terms(beat.id) if one.to_on is None], language())
    back = _page_of(beat.id)

    def act():
        actions.end_officer(current_actor(), land.get_term(beat.id, uuid.UUID(form.term.data)), form.to_on.data)
        return back, _("The last day is written down.")
    return fill(form, act, title=_("End an officer's time on the beat"), back=back)


@bp.route("/beats/<uuid:beat_id>/places/new", methods=["GET", "POST"])
@guard(CHANGE)
def enter_place(beat_id: uuid.UUID):
    """A new place of the beat; its code is given by itself."""
    beat, form = reach.get_beat(current_scope(), beat_id), forms.PlaceForm()
    back = _page_of(beat.id)

    def act():
        made = actions.enter_place(current_actor(), beat, form.facts())
        return back, _("The place is entered. Its code on paper is %(code)s.", code=made.code)
    return fill(form, act, title=_("New place of the beat"), back=back)


@bp.route("/beats/places/<uuid:place_id>/change", methods=["GET", "POST"])
@guard(CHANGE)
def change_place(place_id: uuid.UUID):
    """Name, kind and weekdays of the sitting; the code stays."""
    place = reach.get_place(current_scope(), place_id)
    back = _page_of(place.beat_id)
    form = forms.ChangePlaceForm(name=place.name, kind=place.kind, sitting=[str(one) for one in place.sitting_weekdays])

    def act():
        actions.change_place(current_actor(), place, form.facts())
        return back, _("It is written down.")
    return fill(form, act, title=_("Change the place with code %(code)s", code=place.code), back=back)


@bp.route("/beats/places/<uuid:place_id>/end", methods=["GET", "POST"])
@guard(CHANGE)
def end_place(place_id: uuid.UUID):
    """The last day of a place in its beat."""
    place, form = reach.get_place(current_scope(), place_id), forms.EndPlaceForm()
    back = _page_of(place.beat_id)

    def act():
        actions.end_place(current_actor(), place, form.to_on.data)
        return back, _("The last day is written down.")
    return fill(form, act, title=_("Last day of the place with code %(code)s", code=place.code), lead=place.name, back=back)


@bp.get("/beats/norms")
@guard("beats:oversight:list")
def list_norms():
    """The norms that count at the reader's unit, the latest first, and the one that the portal was delivered with."""
    actor = current_actor()
    unit = get_unit(actor.scope, actor.unit_id)
    return render_page("beats/list_norms.html", rows=land.list_norms(unit), delivered=DEFAULT,
                       ahead=land.list_ahead(unit.id, clock.today()),
                       norm=land.norm_of(unit.id, clock.today()))


@bp.route("/beats/norms/new", methods=["GET", "POST"])
@guard("beats:norm:change")
def set_norm():
    """A norm of the reader's unit from a day on."""
    actor = current_actor()
    norm = land.norm_of(actor.unit_id, clock.today())
    form = forms.NormForm(data={name: getattr(norm, name) for name in (*NUMBERS, "sitting_from", "sitting_to")})

    def act():
        actions.set_norm(actor, form.facts())
        return url_for("beats.list_norms"), _("The norm is set.")
    return fill(form, act, title=_("Set the norm of women's beats"), back=url_for("beats.list_norms"),
                lead=_("It counts for your unit and all below it, until a unit below sets its own."))


@bp.route("/beats/norms/withdraw", methods=["GET", "POST"])
@guard("beats:norm:change")
def withdraw_norm():
    """Takes back a norm of the reader's own unit before its day."""
    actor, form = current_actor(), forms.WithdrawNormForm()
    rows = land.list_ahead(actor.unit_id, clock.today())
    form.norm.choices = forms.first_empty((str(row.id), f"{ist_date(row.from_on)} – {row.source}") for row in rows)

    def act():
        actions.withdraw_norm(actor, uuid.UUID(form.norm.data))
        return url_for("beats.list_norms"), _("The norm is taken back.")
    return fill(form, act, title=_("Take back a norm"), back=url_for("beats.list_norms"),
                lead=_("Only a norm of your unit whose day has not come."))


def _page_of(beat_id: uuid.UUID) -> str:
    return url_for("beats.show_beat", beat_id=beat_id)
