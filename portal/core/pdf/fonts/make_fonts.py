"""Remakes the small print fonts from the full Noto fonts: `python make_fonts.py FOLDER_WITH_THE_FULL_FONTS`.

The full fonts are the ones Debian ships (packages fonts-noto-core and fonts-noto-mono). What is kept: Latin
with its accents, punctuation, the rupee sign, and the whole Devanagari block with every layout feature:
a conjunct is made by those features and a missing one shows as a broken letter on a woman's receipt.
"""

import sys
from pathlib import Path

from fontTools import subset

LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x180)]
PUNCTUATION = [*range(0x2009, 0x2016), *range(0x2018, 0x2027), 0x2032, 0x2033, 0x20B9, 0x2116, 0x2122, 0x2212]
DEVANAGARI = [*range(0x900, 0x980), *range(0xA8E0, 0xA900), 0x20B9, 0x25CC, 0x200C, 0x200D, 0x20, 0xA0]
ASCII = list(range(0x20, 0x7F))

FONTS = {
    "NotoSans-Regular.ttf": LATIN + PUNCTUATION,
    "NotoSans-Bold.ttf": LATIN + PUNCTUATION,
    "NotoSansDevanagari-Regular.ttf": DEVANAGARI,
    "NotoSansDevanagari-Bold.ttf": DEVANAGARI,
    "NotoSansMono-Bold.ttf": ASCII,
}


def shrink(source: Path, target: Path, codepoints: list[int], features: list[str]) -> None:
    """Writes *target* holding only *codepoints* of *source*, without hinting, keeping its time stamp."""
    options = subset.Options(
        layout_features=features,
        hinting=False,
        notdef_outline=True,
        name_IDs=["*"],
        recalc_timestamp=False,
    )
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codepoints)
    subsetter.subset(font)
    subset.save_font(font, str(target), options)


def main(folder: Path) -> None:
    """Remakes every font of FONTS beside this script."""
    here = Path(__file__).parent
    for name, codepoints in FONTS.items():
        devanagari = "Devanagari" in name
        features = ["*"] if devanagari else ["ccmp", "locl", "kern", "liga", "mark", "mkmk"]
        shrink(folder / name, here / name, codepoints, features)
        print(f"{name}: {(here / name).stat().st_size / 1024:.0f} KB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
