"""Pages of accounts: the door, what an officer does with the own account, and what administrators do with others'."""

from flask import Blueprint

bp = Blueprint("accounts", __name__)

from portal.accounts.routes import door, officers, own  # noqa: E402,F401  (they hang their pages on bp)
