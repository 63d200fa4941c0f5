"""The session's cookie, also where a thin line has cut an answer off in the middle of it.

Without TLS a browser takes an answer whose head broke off for whole. A cookie cut there has lost its path: it stands beside the
right one, is sent before it below that path, and would shut the officer out until her browser ends, however often she signs in.
"""

from contextlib import suppress

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from itsdangerous import BadSignature


class WholeCookies(SecureCookieSessionInterface):
    """Opens the session from the newest cookie of its name that is whole."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession:
        """The session; an empty one when no cookie is whole."""
        signer, lasts = self.get_signing_serializer(app), int(app.permanent_session_lifetime.total_seconds())
        found = []
        for value in request.cookies.getlist(self.get_cookie_name(app)):
            with suppress(BadSignature):
                data, signed_at = signer.loads(value, max_age=lasts, return_timestamp=True)
                found.append((signed_at, len(found), data))  # of the same second the last one: it stands at the widest path
        return self.session_class(max(found)[2]) if found else self.session_class()


def init_app(app: Flask) -> None:
    """Comes before anything that reads the session."""
    app.session_interface = WholeCookies()
