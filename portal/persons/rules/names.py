"""Names across scripts: one skeleton for सुनीता, Sunita and Suneeta, by which people are found and ranked."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TypeVar

from rapidfuzz.fuzz import ratio

from portal.core.text import UncleanText, clean_phone, fold_digits

Id = TypeVar("Id")
Word = tuple[str, ...]  # one word in Latin letters, as it can be read

# Below this, spellings were as often two people as one in the measured table (docs/why/names.md).
ENOUGH = 0.88
# A typed name that has more words than the recorded one may still be hers, but stands below an equal one.
_SHORTER = 0.95

# रंजन and रंजना, विमल and विमला: an open end is often all that tells a woman's name from a man's.
_OPEN = "aeiou"
_OTHER_END = 0.05

# Devanagari letter by letter, into the Latin spelling an officer would use; the rest of the work is shared.
_CONSONANTS = dict(
    zip(
        "कखगघङचछजझञटठडढणतथदधनपफबभमयरलळवशषसह",
        "k kh g gh n ch chh j jh n t th d dh n t th d dh n p ph b bh m y r l l v sh sh s h".split(),  # noqa: SIM905
        strict=True,
    )
)
_WITH_NUKTA = {"ज": "z", "फ": "f", "ड": "r", "ढ": "r"}
_VOWELS = dict(zip("अआइईउऊऋएऐऍओऔऑऎऒ", "a a i i u u ri e ai e o au o e o".split(), strict=True))  # noqa: SIM905
_SIGNS = dict(zip("ािीुूृेैॅोौॉॆॊ", "a i i u u ri e ai e o au o e o".split(), strict=True))  # noqa: SIM905
_NEAR = str.maketrans("eo", "iu")
_NUKTA, _HALANT = "\u093c", "\u094d"
_NASAL_SIGNS = "\u0901\u0902"
_NASALS = "ङञणनम" + _NASAL_SIGNS
_FLAPS = str.maketrans({"\u095c": "ड" + _NUKTA, "\u095d": "ढ" + _NUKTA})

# The many Latin spellings of one sound become one letter. Order matters: longer spellings come first.
_SPELLINGS = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in (
        ("chh|ch", "C"), ("c(?=[eiy])", "s"), ("ck|c", "k"), ("C", "c"),
        ("ksh|x", "ks"), ("sh", "s"), ("kh", "k"), ("jn", "gy"), ("gh", "g"), ("jh", "j"), ("th", "t"),
        ("dh", "d"), ("ph", "f"), ("bh", "b"), ("rh", "r"), ("qu(?=[aeiou])|q", "k"), ("z", "j"),
        ("ow(?=[^aeiou]|$)", "o"), ("ao$", "ab"), ("ore$", "or"), ("[vw]", "b"),
        ("ee", "i"), ("oo", "u"), ("(?<=.)y", "i"), ("nh$", "ng"), ("(?<=.)h$", ""),
        (r"(.)\1+", r"\1"), ("ai|ei", "e"), ("a[uo]|ou", "o"), (r"(.)\1+", r"\1"),
        ("i(?=[aeou])", "y"), ("(?<=.)a(?=.)", ""), ("m(?=[pbf])", "n"),
    )
)  # fmt: skip

_TITLES = (
    "श्रीमती श्रीमति श्री सुश्री कुमारी कु सौ डॉ डा मिस बीबी बीवी देवी बेगम बानो ख़ातून खातून "
    "smt shrimati srimati shri sri sushri kumari km kum ku dr mr mrs ms miss bibi biwi devi begum begam bano "
    "khatun khatoon उर्फ उर्फ़ urf alias"
)
# What every address of a station says tells no house from another.
_ON_EVERY_ADDRESS = (
    "ग्राम गाँव गांव ग्रा मोहल्ला मुहल्ला मो मकान नम्बर नंबर नं सं संख्या पोस्ट थाना तहसील जनपद जिला ज़िला निवासी निवासिनी रोड गली वार्ड "
    "gram village vill gaon mohalla muhalla makan house no number post thana tehsil tahsil district distt janpad zila "
    "resident of road gali ward up uttar pradesh उत्तर प्रदेश"
)
_OF_ADDRESSES = frozenset(_ON_EVERY_ADDRESS.split())
_ADDRESS_SAYS = 3  # parts that an address must have to be one house and not a whole village
_TITLE_WORDS = frozenset(_TITLES.split())
_ABBREVIATIONS = {"mohd": "mohammad", "md": "mohammad", "mo": "mohammad", "मो": "मोहम्मद", "मौ": "मोहम्मद"}
_RELATION_MARKS = re.compile(r"\b[swdch]/o\b", re.IGNORECASE)
# The abbreviation mark is often typed as a zero of either script: कु०, श्री0.
_ABBREVIATION_MARK = re.compile(r"(?<=\w)[०0॰]+(?=\W|$)")
_WORD = re.compile(r"[^\W\d_]+(?:[\u0900-\u0903\u093a-\u094f\u200c\u200d]+[^\W\d_]*)*")
_TOKEN = re.compile(r"[A-Z0-9-]+/20\d\d/\d{1,9}(-[0-9A-Z])?", re.IGNORECASE)


def name_tokens(name: str) -> tuple[str, ...]:
    """The consonant keys of *name* for a keyed index: of every word, and of neighbours written as one word.

    Titles, देवी, बेगम and the like count only when nothing else is left, because the same woman is written with
    them and without. A word that can be read two ways (ड़ as d or r) gives both.
    """
    keys = (_key(_skeleton(spelling)) for form in _forms(_words(name)) for spelling in form)
    return tuple(dict.fromkeys(keys))


def search_tokens(typed: str) -> tuple[str, ...]:
    """The keys to look *typed* up by: its first word and the joined forms; the other words only rank what is found."""
    words = _words(typed)
    keys = (_key(_skeleton(spelling)) for form in _forms(words)[:1] + _forms(words)[len(words) :] for spelling in form)
    return tuple(dict.fromkeys(keys))


def name_similarity(typed: str, recorded: str) -> float:
    """How well *typed* fits *recorded*, 0 to 1: the mean over the words of the shorter of the two."""
    return _fit(_words(typed), _words(recorded))


def rank_names(query: str, candidates: Iterable[tuple[Id, str, str]]) -> list[tuple[Id, float]]:
    """Those of *candidates* (id, name, name of father or husband) who fit *query*, best first, with their likeness.

    "Sunita Ramesh" is Sunita who is with Ramesh; Ramesh alone is nobody's name here but his own.
    """
    typed = _words(query)
    scored = ((candidate, _fit_beside(typed, _words(name), _words(beside))) for candidate, name, beside in candidates)
    return sorted((hit for hit in scored if hit[1] >= ENOUGH), key=lambda hit: -hit[1])


def is_same_name(name: str, beside: str, other: str, other_beside: str) -> bool:
    """Whether two recorded names may be one man's: a whole name that fits, or one word with a father who fits too."""
    mine, theirs = _words(name), _words(other)
    if min(len(mine), len(theirs)) == 0 or _fit(mine, theirs) < ENOUGH:
        return False
    if min(len(mine), len(theirs)) >= 2:
        return True
    return bool(beside and other_beside) and _fit(_words(beside), _words(other_beside)) >= ENOUGH


def address_key(address: str) -> str:
    """One text for an address in either script and any order of its parts; empty when it says less than one house.

    A village alone would call all its people neighbours of one matter, so three telling parts are asked.
    """
    text = fold_digits(address).casefold().translate(_FLAPS)
    numbers = re.findall(r"\d+", text)
    words = [word for word in _WORD.findall(unicodedata.normalize("NFC", text)) if word not in _OF_ADDRESSES]
    keys = [_key(_skeleton(_latin(word))) for word in words]
    parts = sorted({*numbers, *filter(None, keys)})
    return " ".join(parts) if len(parts) >= _ADDRESS_SAYS else ""


def looks_like_phone(text: str) -> bool:
    """Whether *text* is a whole phone number, written any usual way."""
    try:
        clean_phone(text)
    except UncleanText:
        return False
    return True


def looks_like_token(text: str) -> bool:
    """Whether *text* has the shape of a complaint token, with or without its check character."""
    return _TOKEN.fullmatch(fold_digits(text).replace(" ", "")) is not None


def _words(name: str) -> list[Word]:
    """The words that carry the name."""
    text = _ABBREVIATION_MARK.sub(" ", _RELATION_MARKS.sub(" ", name.casefold().translate(_FLAPS)))
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    kept = [word for word in words if word not in _TITLE_WORDS] or words
    spelled = [_spellings(_ABBREVIATIONS.get(word, word)) for word in kept]
    return [word for word in spelled if all(word)]


def _fit(mine: list[Word], hers: list[Word]) -> float:
    if not mine or not hers:
        return 0.0
    swapped = len(mine) > len(hers)
    few, many = (hers, mine) if swapped else (mine, hers)
    there = _forms(many)
    by_word = sum(max(_likeness(word, form) for form in there) for word in few) / len(few)
    as_one = max(_likeness(_joined(mine), form) for form in _forms(hers))
    return max(by_word * (_SHORTER if swapped else 1.0), as_one)


def _fit_beside(mine: list[Word], hers: list[Word], beside: list[Word]) -> float:
    alone = _fit(mine, hers)
    if len(mine) < 2 or not beside or _fit(mine[:1], hers) < ENOUGH:
        return alone
    return max(alone, _fit(mine, hers + beside))


def _forms(words: Sequence[Word]) -> list[Word]:
    return [*words, *map(_joined, pairwise(words))]


def _joined(words: Sequence[Word]) -> Word:
    return ("".join(word[0] for word in words),)


@lru_cache(maxsize=8192)  # names repeat: ranking the candidates of a district asks for few different words
def _spellings(word: str) -> Word:
    """*word* in Latin letters; two spellings if it has ड़ or ढ़, which are written both r and d."""
    if "ड" + _NUKTA in word or "ढ" + _NUKTA in word:
        return (_latin(word), _latin(word.replace(_NUKTA, "")))
    return (_latin(word),)


def _latin(word: str) -> str:
    """Devanagari letter by letter; other scripts lose their accents."""
    spelled = []
    word = word.replace("\u200c", "").replace("\u200d", "").replace("ज्ञ", "ग्य")
    for place, sign in enumerate(word):
        if sign in _CONSONANTS:
            after = word[place + 1 : place + 2]
            with_nukta = after == _NUKTA
            spelled.append(_WITH_NUKTA.get(sign, _CONSONANTS[sign]) if with_nukta else _CONSONANTS[sign])
            spelled.append(_inherent_vowel(word, place, place + 1 + with_nukta))
        elif sign in _NASAL_SIGNS:
            spelled.append("n")
        else:
            spelled.append(_VOWELS.get(sign) or _SIGNS.get(sign) or sign)
    plain = unicodedata.normalize("NFKD", "".join(spelled))
    return re.sub("[^a-z]", "", plain)


def _inherent_vowel(word: str, place: int, after: int) -> str:
    """The unwritten a: silent before a sign, and at the end unless consonants meet there (गुप्त, not आनन्द)."""
    if after < len(word):
        return "" if word[after] == _HALANT or word[after] in _SIGNS else "a"
    cluster = place >= 2 and word[place - 1] == _HALANT and word[place - 2] not in _NASALS
    return "a" if cluster else ""


@lru_cache(maxsize=8192)
def _skeleton(latin: str) -> str:
    for pattern, letter in _SPELLINGS:
        latin = pattern.sub(letter, latin)
    return latin


def _key(skeleton: str) -> str:
    """The skeleton without its vowels; a vowel at the beginning stays, as one of three."""
    first = skeleton[:1].translate(_NEAR)
    return first + re.sub("[aeiouy]", "", skeleton[1:])


def _likeness(mine: Word, theirs: Word) -> float:
    """0 unless the consonants agree; then the mean of a strict and a lenient comparison of the vowels."""
    return max(_vowel_likeness(_skeleton(one), _skeleton(other)) for one in mine for other in theirs)


def _vowel_likeness(one: str, other: str) -> float:
    if _key(one) != _key(other):
        return 0.0
    lenient = ratio(one.translate(_NEAR), other.translate(_NEAR))
    apart = _OTHER_END if (one[-1] in _OPEN) != (other[-1] in _OPEN) else 0.0
    return (ratio(one, other) + lenient) / 200 - apart
