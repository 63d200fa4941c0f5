"""The one blueprint of the desk."""

from flask import Blueprint

bp = Blueprint("intake", __name__)
