"""Our one door to htmx-flask: what the request asked for, and answers that a browser and htmx both understand."""

from flask import Flask, Response, redirect, request
from htmx_flask import Htmx

_htmx = Htmx()


def init_app(app: Flask) -> None:
    """Makes `request.htmx` available; its request class replaces the app's, so ours would have to come after."""
    _htmx.init_app(app)


def wants_fragment() -> bool:
    """Whether htmx asks for a piece of the page (a boosted or history request asks for the whole)."""
    return bool(request.htmx) and not request.htmx.boosted and "HX-History-Restore-Request" not in request.headers


def go_to(url: str) -> Response:
    """Sends the reader on after a good POST: 303 for browsers; for htmx 204 with HX-Redirect, as it ignores 3xx headers."""
    if request.htmx:
        return Response(status=204, headers={"HX-Redirect": url})
    return redirect(url, code=303)
