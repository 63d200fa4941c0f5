"""How values stand in addresses, beyond what the framework brings."""

from flask import Flask
from werkzeug.routing import IntegerConverter


class MonthNumber(IntegerConverter):
    """The number of a month: always written with two digits; read with one too, for who types 2027-1."""

    regex = r"\d{1,2}"

    def to_url(self, value: int) -> str:
        """The number as it stands in every address that the portal writes."""
        return f"{int(value):02d}"


def init_app(app: Flask) -> None:
    """Gives routes the kind `<month:…>`."""
    app.url_map.converters["month"] = MonthNumber
