"""Paper: HTML in, PDF out, made by a separate limited process; this front loads no Flask, no WeasyPrint."""

from portal.core.pdf.engine import PdfEngine, engine, render_pdf
from portal.core.pdf.errors import PdfBusy, PdfError, PdfFailed

__all__ = ["PdfBusy", "PdfEngine", "PdfError", "PdfFailed", "engine", "render_pdf"]
