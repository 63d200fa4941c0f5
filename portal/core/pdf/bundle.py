"""The closed list of things a document may draw on: our print stylesheets and fonts, by exact key."""

from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
STYLESHEETS = Path(__file__).parents[3] / "templates" / "print"

MEDIA_TYPES = {".css": "text/css", ".ttf": "font/ttf"}


def read_bundle() -> dict[str, bytes]:
    """Every bundled asset by its key, which is its bare file name ("base.css", "NotoSans-Bold.ttf")."""
    files = sorted([*STYLESHEETS.glob("*.css"), *FONTS.glob("*.ttf")])
    return {file.name: file.read_bytes() for file in files}
