"""The guard: every endpoint declares its permission or why it is public, or the app does not start."""

from collections.abc import Callable
from typing import Any

from flask import Flask, g, request

from portal.access.actor import Actor
from portal.access.permissions import PERMISSIONS
from portal.access.policy import holds
from portal.access.scope import Scope
from portal.core.errors import BadRequest, Forbidden
from portal.core.words import N_

NOT_YOURS = N_("Your role does not include this work. If you need it, ask the officer in charge of your unit.")


class UndeclaredEndpoint(RuntimeError):
    """An endpoint without @guard or @public; the app refuses to start."""


def guard(permission: str, *, query: tuple[str, ...] = ()) -> Callable:
    """Declares the permission an endpoint needs and the query parameters it understands (others give 400)."""
    if permission not in PERMISSIONS:
        raise UndeclaredEndpoint(f"{permission!r} is no word of portal/access/permissions.py")

    def declare(view: Callable) -> Callable:
        view.permission, view.public_because, view.query = permission, None, frozenset(query)
        return view

    return declare


def public(because: str, *, query: tuple[str, ...] = ()) -> Callable:
    """Declares that an endpoint needs no sign-in, and why."""

    def declare(view: Callable) -> Callable:
        view.permission, view.public_because, view.query = None, because, frozenset(query)
        return view

    return declare


def declaration(app: Flask, endpoint: str) -> Callable:
    """The view function with its declaration."""
    return app.view_functions[endpoint]


def close_the_door(app: Flask) -> None:
    """Stops the start of an app that has an undeclared endpoint."""
    undeclared = [name for name, view in app.view_functions.items() if not hasattr(view, "public_because")]
    if undeclared:
        raise UndeclaredEndpoint(
            "These endpoints declare no permission; put @guard(...) or @public(...) on them: " + ", ".join(sorted(undeclared)))


def init_app(app: Flask, refuse: Callable[[str], Any]) -> None:
    """Asks the guard before each handler. *refuse* records the refusal in the trail."""

    @app.before_request
    def _ask() -> Any:
        if request.endpoint is None:
            return None
        view = declaration(app, request.endpoint)
        _check_query(view.query)
        if view.permission is None:
            return None
        if g.get("actor") is None:
            return app.extensions["portal.sign_in_first"]()
        if not holds(g.actor, view.permission):
            refuse(view.permission)
            raise Forbidden(NOT_YOURS)
        return None

    app.jinja_env.globals["can"] = lambda permission, thing=None: holds(g.get("actor"), permission, thing)


def _check_query(known: frozenset[str]) -> None:
    for name, values in request.args.lists():
        if name not in known:
            raise BadRequest(N_("The address holds a part that this page does not know."))
        if len(values) > 1:
            raise BadRequest(N_("The address holds the same part twice."))


def current_actor() -> Actor:
    """The actor of this request; only routes ask, and pass it down."""
    return g.actor


def current_scope() -> Scope:
    """The scope of this request's actor."""
    return g.actor.scope


def require(permission: str, thing: Any) -> None:
    """Refuses with a sentence when the actor may not do *permission* to *thing*."""
    if not holds(g.actor, permission, thing):
        from_trail = g.get("refuse")
        if from_trail:
            from_trail(permission, thing)
        raise Forbidden(NOT_YOURS)
    if thing is not None:
        g.asked = permission, thing  # what the page is about, for what every page says of it (core.closing)
