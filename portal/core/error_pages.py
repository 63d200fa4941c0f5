"""What a person sees when something cannot be done: one sentence, a number to quote, and the text they had typed."""

import logging
import re

from flask import Flask, Response, current_app, g, make_response, render_template, request
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, DBAPIError, StatementError
from werkzeug.exceptions import HTTPException

from portal.core import space
from portal.core.db import db
from portal.core.errors import BadRequest, Forbidden, NotFound, NotSaved, PortalError, TooMany
from portal.core.htmx import wants_fragment
from portal.core.transactions import NOT_SAVED, is_storage_fault
from portal.core.words import N_

log = logging.getLogger("portal.errors")
NOT_KEPT = {"csrf_token", "once_token", "version"}
# Secrets without the word in their name: a one-time code, the present password, the new one typed once more.
AROUND_SIGN_IN = {"code", "again", "present"}
# Ids and addresses go along unseen: nobody typed them.
_UNSEEN = re.compile(r"[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}|/[\w/?=&.-]*")
SENTENCES = {
    400: BadRequest(N_("The request was not understood. Go back and try again.")),
    403: Forbidden(N_("This is not open to you.")),
    404: NotFound(),
    405: BadRequest(N_("This page cannot be used in this way. Go back and try again.")),
    413: BadRequest(N_("What was sent is too large. A file may have 10 MB; send fewer or smaller files.")),
    429: TooMany(N_("Too many attempts. Wait a little and try again.")),
}
BROKEN = PortalError(N_("Something went wrong in the portal. Nothing was saved. Your text is kept below; try again, and if "
                        "it happens again tell the administrator the number."))
BROKEN.title = N_("Fault in the portal")
FORM_AGED = BadRequest(N_("This page had been open too long or was sent from another place. Your text is kept below; "
                          "send it again."))


def init_app(app: Flask) -> None:
    """Registers the handlers, the last resort included; a fault refuses, it never shows its inside."""
    app.register_error_handler(PortalError, lambda fault: error_page(fault, fault.status))
    app.register_error_handler(CSRFError, lambda fault: error_page(FORM_AGED, 400))
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(DBAPIError, _database)
    app.register_error_handler(StatementError, _database)
    app.register_error_handler(Exception, _unknown)


def error_page(fault: PortalError, status: int) -> Response:
    """The page that says *fault*, with what was typed in a form that can be sent again."""
    values = {name: gettext(value) if isinstance(value, str) and value else value for name, value in fault.values.items()}
    sentence = gettext(fault.sentence, **values) if values else gettext(fault.sentence)
    template = "errors/_error.html" if wants_fragment() else "errors/error.html"
    page = render_template(template, heading=gettext(fault.title), sentence=sentence, status=status, kept=_kept(),
                           is_unseen=_is_unseen, may_send_again=status in (400, 409, 429, 500, 503),
                           number=g.get("request_id", ""))
    response = make_response(page, status)
    response.headers.add("Vary", "HX-Request")
    return response


def _kept() -> list[tuple[str, str]]:
    if request.method != "POST":
        return []
    try:
        pairs = list(request.form.items(multi=True))
    except HTTPException:  # the body itself was refused
        return []
    return [(name, value.replace("\0", "")) for name, value in pairs
            if name not in NOT_KEPT and not _is_secret(name) and value.strip()]


def _is_secret(name: str) -> bool:
    """Whether a field holds a password or, around sign-in, a code; such a text is never written back into a page."""
    return "password" in name or (name in AROUND_SIGN_IN and (request.endpoint or "").startswith("accounts."))


def _is_unseen(name: str, value: str) -> bool:
    return name.startswith("_") or _UNSEEN.fullmatch(value) is not None


def _http(fault: HTTPException) -> Response:
    if fault.code is None or fault.code < 400:
        return current_app.make_response(fault.get_response())
    return error_page(SENTENCES.get(fault.code, BROKEN), fault.code)


def _database(fault: DBAPIError | StatementError) -> Response:
    db.session.rollback()
    if isinstance(fault, DataError) or isinstance(fault.orig, ValueError | UnicodeError):
        log.warning("refused by the database: %s at %s", type(fault.orig).__name__, request.endpoint)
        return error_page(SENTENCES[400], 400)
    if is_storage_fault(fault):
        log.error("storage: %s at %s", type(fault.orig).__name__, request.endpoint)
        space.release_reserve()
        return error_page(NotSaved(NOT_SAVED), 503)
    return _unknown(fault)


def _unknown(fault: Exception) -> Response:
    if current_app.config.get("PROPAGATE_FAULTS"):
        raise fault
    db.session.rollback()
    # The type and place are enough to find it; the message may hold what someone typed.
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
    log.error("fault %s: %s at %s in %s", g.get("request_id", ""), type(fault).__name__, place, request.endpoint)
    return error_page(BROKEN, 500)
