"""The child process that decodes one uploaded file within limits: `python -m portal.core.upload_decoder MEDIA_TYPE`.

Reads the file from its input; answers one line of JSON and, for a photo, the bytes of its preview. Never imported by
the application.
"""

import io
import json
import re
import sys
import warnings

from portal.core.pdf import confinement

CPU_SECONDS = 15
MAX_PIXELS = 50_000_000
PREVIEW_SIDE = 1600
MAX_PAGES = 200
MAX_OBJECTS = 100_000

MARKUP = re.compile(rb"<(?:script|html|svg|iframe|body|!doctype\s+html)[\s>/]|<\?php", re.IGNORECASE)

# Names and actions with which a PDF does something, or carries something, instead of showing a page.
ACTIVE_KEYS = {"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/XFA", "/RichMediaContent"}
ACTIVE_ACTIONS = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR", "/Rendition",
                  "/Movie", "/Sound"}


class Unfit(Exception):
    """The file is refused; the argument is a code of upload_check.SAY."""


def read_photo(content: bytes, format_name: str) -> tuple[dict, bytes]:
    """Width and height, and a preview of at most 1600 points a side that keeps nothing but the picture."""
    from PIL import Image, ImageOps

    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    if MARKUP.search(content) or b"%PDF-" in content[:1024]:
        raise Unfit("markup")
    try:
        with Image.open(io.BytesIO(content), formats=[format_name]) as image:
            image.verify()
        with Image.open(io.BytesIO(content), formats=[format_name]) as image:
            image.load()
            size = image.size
            image.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
            picture = ImageOps.exif_transpose(image)  # a telephone writes "turn me" beside the picture, not into it
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise Unfit("pixels") from None
    if picture.mode != "RGB":
        ground = Image.new("RGBA", picture.size, "white")
        ground.alpha_composite(picture.convert("RGBA"))
        picture = ground.convert("RGB")
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)
    out = io.BytesIO()
    bare.save(out, "JPEG", quality=80, optimize=True)
    return {"width": size[0], "height": size[1]}, out.getvalue()


def read_paper(content: bytes) -> tuple[dict, bytes]:
    """The number of pages of a PDF that only shows pages."""
    from pypdf import PdfReader

    if b"%%EOF" not in content[-2048:]:
        raise Unfit("broken")
    reader = PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted:
        raise Unfit("encrypted")
    refuse_active(reader)
    pages = len(reader.pages)
    if pages > MAX_PAGES:
        raise Unfit("pages")
    if pages == 0:
        raise Unfit("broken")
    for page in reader.pages:
        if page.mediabox.width <= 0 or page.mediabox.height <= 0:
            raise Unfit("broken")
    return {"pages": pages}, b""


def refuse_active(reader) -> None:
    """Looks at every object of the file, not only at those a viewer would reach."""
    from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

    numbers = {(number, generation) for generation, table in reader.xref.items() for number in table}
    numbers |= {(number, 0) for number in reader.xref_objStm}
    if len(numbers) > MAX_OBJECTS:
        raise Unfit("heavy")
    waiting = [reader.trailer, *(IndirectObject(number, generation, reader).get_object()
                                 for number, generation in sorted(numbers) if number)]
    seen = 0
    while waiting:
        thing = waiting.pop()
        seen += 1
        if seen > 20 * MAX_OBJECTS:
            raise Unfit("heavy")
        if isinstance(thing, DictionaryObject):
            if _is_active(thing):
                raise Unfit("active")
            waiting += [value for value in (thing.raw_get(key) for key in thing) if not isinstance(value, IndirectObject)]
        elif isinstance(thing, ArrayObject):
            waiting += [value for value in list.__iter__(thing) if not isinstance(value, IndirectObject)]


def _is_active(thing) -> bool:
    action = thing.get("/S")
    return not ACTIVE_KEYS.isdisjoint(thing) or (isinstance(action, str) and action in ACTIVE_ACTIONS)


READERS = {
    "image/jpeg": lambda content: read_photo(content, "JPEG"),
    "image/png": lambda content: read_photo(content, "PNG"),
    "application/pdf": read_paper,
}


def main(media_type: str) -> None:
    """Answers for the file on standard input."""
    confinement.limit_resources()
    confinement.renew_cpu_allowance(CPU_SECONDS)
    confinement.leave_network()
    content = sys.stdin.buffer.read()
    try:
        head, preview = READERS[media_type](content)
    except Unfit as unfit:
        head, preview = {"refused": str(unfit)}, b""
    except MemoryError:
        head, preview = {"refused": "heavy"}, b""
    except Exception:  # whatever a decoder says of a file it cannot read
        head, preview = {"refused": "broken"}, b""
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + preview)


if __name__ == "__main__":
    main(sys.argv[1])
