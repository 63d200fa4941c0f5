"""The application factory: settings, machinery, access, features, and the closed door."""

import os
import secrets
from pathlib import Path
from typing import Any

from flask import Flask, g, request, url_for
from flask_migrate import Migrate
from flask_wtf import CSRFProtect

from portal import config
from portal.access import guard
from portal.access.commands import show_permissions
from portal.access.policy import holds
from portal.accounts import fresh, sessions
from portal.audit import clock_guard, trail
from portal.core import (
    addresses,
    assets,
    clock,
    closing,
    cookies,
    error_pages,
    filters,
    htmx,
    i18n,
    keys,
    once,
    pages,
    settings,
    space,
    transactions,
    unsent,
)
from portal.core.db import db
from portal.core.feature import Feature
from portal.core.menu import menu_for
from portal.features import FEATURES
from portal.intake.actions.drafts import drop_draft, save_draft
from portal.intake.queries.drafts import open_draft
from portal.intake.routes.entry import own_draft_of

VERSION = "0.1"


def create_app(overrides: dict[str, Any] | None = None) -> Flask:
    """The portal. *overrides* replace settings (tests); INSTANCE names the folder of database, keys and files."""
    overrides = dict(overrides or {})
    instance = Path(overrides.pop("INSTANCE", "") or os.environ.get("PORTAL_INSTANCE") or config.ROOT / "instance").absolute()
    app = Flask("portal", static_folder=None, template_folder=str(config.ROOT / "templates"), instance_path=str(instance))
    app.config.from_mapping(config.settings(instance))
    app.config.from_mapping(overrides)
    instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    db.init_app(app)
    Migrate(app, db, directory=str(config.ROOT / "migrations"), render_as_batch=True, compare_type=True)
    keys.init_app(app)
    _machinery(app)
    _features(app, FEATURES)
    guard.close_the_door(app)
    return app


def _machinery(app: Flask) -> None:
    """In the order in which a request passes; the order of the answers is the reverse."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    cookies.init_app(app)
    addresses.init_app(app)
    filters.init_app(app)
    i18n.init_app(app)
    assets.init_app(app)
    htmx.init_app(app)
    pages.init_app(app)
    app.before_request(_mark_request)
    transactions.init_app(app, trail.keep_standing, trail.drop_acts)
    sessions.init_app(app)
    guard.init_app(app, _record_refusal)
    CSRFProtect(app)
    fresh.init_app(app)
    space.init_app(app)
    unsent.init_app(app, unsent.Keeper(_is_kept, own_draft_of, _find_unsent, _keep_unsent, _drop_unsent))
    once.init_app(app, lambda: str(g.actor.user_id) if g.get("actor") else "")
    error_pages.init_app(app)
    settings.init_app(app)
    app.context_processor(_page_context)


def _features(app: Flask, features: tuple[Feature, ...]) -> None:
    app.extensions["portal.features"] = features
    app.cli.add_command(show_permissions)
    for feature in features:
        if feature.blueprint is not None:
            app.register_blueprint(feature.blueprint)
        for group in feature.commands:
            app.cli.add_command(group)


def _mark_request() -> None:
    g.request_id = secrets.token_hex(6)
    db.session.info["request_id"] = g.request_id


def _record_refusal(permission: str, thing: Any = None) -> None:
    subject = (type(thing).__name__.lower(), thing.id) if thing is not None and hasattr(thing, "id") else None
    trail.record_refusal(g.get("actor"), "access:door:refused", subject=subject, permission=permission,
                         endpoint=request.endpoint or "")


def _is_kept(view: Any) -> bool:
    """Not what proves an officer. Drafts themselves are no text of a form."""
    return view.permission is not None and not view.permission.startswith(("accounts:", "intake:draft:"))


def _find_unsent(key: str) -> tuple[list[tuple[str, str]], Any] | None:
    draft = open_draft(g.actor.scope, keys.current_vault(), key)
    return (draft.pairs, draft.saved_at) if draft else None


def _keep_unsent(actor: Any, key: str, pairs: Any) -> None:
    save_draft(actor, keys.current_vault(), key, pairs)


def _drop_unsent(key: str) -> None:
    drop_draft(g.actor, key)


def _alarms() -> list[str]:
    """What everybody at a screen must know of the server: a disk that fills up, a clock that cannot be believed."""
    if g.get("actor") is None:
        return []
    level, verdict = space.level(), clock_guard.last_verdict(db.session())
    return [sentence for sentence in (space.SENTENCES.get(level), clock_guard.SENTENCE if verdict else None) if sentence]


def _page_context() -> dict[str, Any]:
    return {
        "actor": g.get("actor"),
        "menu": menu_for(g.get("actor"), holds),
        "locale": i18n.chosen_language(),
        "now_ist": clock.to_ist(clock.now()),
        "demo": settings.is_demo(),
        "alarms": _alarms(),
        "closed_month": closing.closed_here(),
        "version": VERSION,
        "search_url": url_for("search.ask") if holds(g.get("actor"), "search:box:ask") else "",
    }
