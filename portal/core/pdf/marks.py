"""The machine-readable mark of a print: the address at which anybody with the paper can check it, as a QR code."""

import io

import segno
from markupsafe import Markup


def qr_svg(text: str) -> Markup:
    """A QR code of *text* (error level M) as inline SVG without a quiet zone; the stylesheet gives size and margin."""
    out = io.BytesIO()
    code = segno.make(text, error="m", boost_error=False, micro=False)
    code.save(out, kind="svg", border=0, xmldecl=False, svgns=True, omitsize=True, svgclass="qr", lineclass=None)
    return Markup(out.getvalue().decode())
