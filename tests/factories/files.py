"""Files as officers and attackers send them, made here byte by byte; none is a real person's."""

import io
import struct
import zipfile
import zlib

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

PLACE = "26.8467"  # what a telephone would write into a photo


def jpeg(width: int = 60, height: int = 40, *, exif: bool = False, colour: str = "teal") -> bytes:
    """A photo; with *exif* it says where it was taken and that it lies on its side."""
    image, out = Image.new("RGB", (width, height), colour), io.BytesIO()
    tags = Image.Exif()
    if exif:
        tags[0x0112] = 6
        tags[0x010F] = f"GPS {PLACE}"
        tags.get_ifd(0x8825)[1] = "N"
        tags.get_ifd(0x8825)[2] = (26.0, 50.0, 48.0)
    image.save(out, "JPEG", exif=tags)
    return out.getvalue()


def png(width: int = 60, height: int = 40, mode: str = "RGBA") -> bytes:
    """A picture of any mode, transparent where the mode knows that."""
    out = io.BytesIO()
    Image.new(mode, (width, height)).save(out, "PNG")
    return out.getvalue()


def declared_png(width: int, height: int) -> bytes:
    """A PNG of a few hundred bytes that says it is *width* × *height* points."""
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 300)) + chunk(b"IEND", b"")


def pdf(pages: int = 1, **more) -> bytes:
    """A plain paper; *more* may say password=…, script=…, enclosed=…, launch=True."""
    writer, out = PdfWriter(), io.BytesIO()
    for _ in range(pages):
        writer.add_blank_page(width=200, height=200)
    if more.get("script"):
        writer._root_object[NameObject("/OpenAction")] = DictionaryObject(
            {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject(more["script"])})
    if more.get("enclosed"):
        writer.add_attachment("inside.txt", more["enclosed"])
    if more.get("launch"):
        writer._root_object[NameObject("/OpenAction")] = DictionaryObject(
            {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("calc.exe")})
    if more.get("password"):
        writer.encrypt(more["password"])
    writer.write(out)
    return out.getvalue()


def archive(name: str = "a.jpg", content: bytes = b"x") -> bytes:
    """A ZIP with one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr(name, content)
    return out.getvalue()


def bomb_pdf() -> bytes:
    """A PDF of some kilobytes whose object stream unfolds to hundreds of megabytes."""
    packer = zlib.compressobj(9)
    body = packer.compress(b"1 0 ") + b"".join(packer.compress(b" " * 1_000_000) for _ in range(400)) + packer.flush()
    head = (b"%PDF-1.5\n2 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length " + str(len(body)).encode()
            + b">>\nstream\n")
    text = head + body + b"\nendstream\nendobj\n"
    entries = b"".join(struct.pack(">BIB", *entry) for entry in ((0, 0, 0), (2, 2, 0), (1, 9, 0), (1, len(text), 0)))
    table = (b"3 0 obj\n<</Type/XRef/Size 4/W[1 4 1]/Root 1 0 R/Length " + str(len(entries)).encode() + b">>\nstream\n"
             + entries + b"\nendstream\nendobj\nstartxref\n" + str(len(text)).encode() + b"\n%%EOF\n")
    return text + table


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
