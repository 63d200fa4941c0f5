"""What a good password is: long, not common, not built from words anybody here would guess; nothing else is asked."""

import re
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from portal.core.words import N_

LEAST, LEAST_WITH_FACTOR, MOST_BYTES = 15, 12, 128
LEFT_AT_LEAST = 8
DIFFERENT_AT_LEAST = 5

SAY_SHORT = N_("Take at least %(count)s characters. Several words that do not belong together are easy to keep in mind.")
SAY_LONG = N_("This password is too long. Take at most 128 characters; Devanagari letters count three times.")
SAY_COMMON = N_("Many people use this password. Take another one.")
SAY_GUESSED = N_("This password is made of words that anybody here would guess: names, numbers, police, thana. Take "
                 "other words.")
SAY_SAME = N_("This is the present password. Take another one.")

CONTEXT = (
    "police", "thana", "thaana", "shakti", "station", "district", "mission", "kendra", "mahila", "helpdesk", "uttar",
    "pradesh", "uppolice", "constable", "inspector", "darogha", "daroga", "sipahi", "kotwali", "chowki", "password", "india",
    "bharat", "admin", "welcome", "qwerty", "asdfgh", "zxcvbn", "dial112", "women", "suraksha", "samman", "swavalamban",
    "पुलिस", "थाना", "शक्ति", "मिशन", "केन्द्र", "केंद्र", "महिला", "जनपद", "जिला", "उत्तर", "प्रदेश", "चौकी", "कोतवाली",
    "दरोगा", "सिपाही", "भारत", "सुरक्षा", "सम्मान", "स्वावलम्बन",
)
_LEET = str.maketrans({"@": "a", "4": "a", "3": "e", "0": "o", "$": "s", "5": "s", "!": "i", "1": "i", "7": "t"})


def least_length(has_factor: bool) -> int:
    """How many characters a password needs: 12 beside a second factor, 15 alone."""
    return LEAST_WITH_FACTOR if has_factor else LEAST


def is_aged(set_at: datetime, now: datetime, days: int) -> bool:
    """Whether a password of *set_at* is to be changed; *days* 0 says that age alone changes none."""
    return days > 0 and now - set_at >= timedelta(days=days)


def faults(password: str, *, has_factor: bool, common: Collection[str], own_words: Iterable[str] = ()) -> list[str]:
    """Why *password* cannot be taken (msgids; SAY_SHORT wants %(count)s), empty when it can. It is judged as typed.

    *common*: casefolded passwords that many people use. *own_words*: names and numbers of the officer and the unit.
    """
    found = []
    if len(password) < least_length(has_factor):
        found.append(SAY_SHORT)
    if len(password.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        return [SAY_LONG]
    folded = password.casefold()
    if folded in common or len(set(folded)) < DIFFERENT_AT_LEAST:
        found.append(SAY_COMMON)
    elif len(what_is_left(folded, own_words)) < LEFT_AT_LEAST and not found:
        found.append(SAY_GUESSED)
    return found


def what_is_left(folded: str, own_words: Iterable[str] = ()) -> str:
    """The signs of a casefolded password that are no guessable word, no digit beside one, and no mark between."""
    own = {part for word in own_words for part in re.split(r"[\s,.;:/()-]+", word.casefold()) if len(part) >= 3}
    words = sorted({word.casefold() for word in CONTEXT} | own, key=len, reverse=True)
    guessable = re.compile("|".join(re.escape(word) for word in words))
    plain, leet = guessable.sub("", folded), guessable.sub("", folded.translate(_LEET))
    left = min(plain, leet, key=len)
    if len(left) == len(folded):
        return left
    return re.sub(r"[\W\d_]+", "", left)
