"""The search page: every finder the features declare, asked with one text."""

from flask import Blueprint
from flask_wtf import FlaskForm
from wtforms import StringField

from portal.access.guard import current_actor, guard
from portal.access.policy import holds
from portal.accounts import limits
from portal.audit import trail
from portal.core.feature import declared
from portal.core.forms import AtMost, Form
from portal.core.pages import render_page

bp = Blueprint("search", __name__)


class SearchForm(FlaskForm):
    """One text: token, telephone number or name. It is sent, not written in an address: a name may not stand there."""

    Meta = Form.Meta
    q = StringField(validators=[AtMost(120)])


@bp.route("/search", methods=["GET", "POST"])
@guard("search:box:ask")
def ask():
    """Hits of every finder; the search is in the trail without its words."""
    form, actor = SearchForm(), current_actor()
    text = form.q.data or "" if form.validate_on_submit() else ""
    if text:
        limits.spend(actor, "search")
    finders = [finder for finder in declared("finders") if holds(actor, finder.permission)] if text else []
    groups = [(finder, finder.find(actor.scope, text)) for finder in finders]
    if text:
        trail.record_read(actor, "search:box:asked", length=len(text), hits=sum(len(hits) for _, hits in groups))
    return render_page("search/ask.html", fragment="search/_hits.html", status=422 if form.errors else 200, form=form, text=text,
                       groups=groups)
