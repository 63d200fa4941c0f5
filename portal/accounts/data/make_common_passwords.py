"""Makes common-passwords.txt from the words and patterns below: `python portal/accounts/data/make_common_passwords.py`.

Origin: nothing was taken from a leaked or published list. The words are what people of this trade and country put into
passwords, the patterns are how they stretch them to 12 characters and more (doubling, years, runs of keys, number tails).
"""

from itertools import product
from pathlib import Path

TARGET = Path(__file__).with_name("common-passwords.txt")
LEAST = 12
WORDS = """
password welcome admin administrator user login letmein master secret system computer internet network server
police uppolice thana kotwali shakti mission kendra mahila suraksha samman constable inspector daroga sipahi
lucknow kanpur varanasi agra meerut prayagraj ghaziabad noida gorakhpur bareilly aligarh jhansi ayodhya
mathura india bharat hindustan uttarpradesh jaihind vandemataram jaishreeram radheradhe harharmahadev
omnamahshivay waheguru allahuakbar bismillah sairam krishna ganesh hanuman durga lakshmi saraswati mahadev
priya neha pooja anjali sunita kavita rekha sunil anil rajesh suresh mukesh ramesh rahul amit sandeep vikas
family mother father mummypapa iloveyou sweetheart princess beautiful sunshine butterfly friends forever
cricket sachin dhoni virat football dragon monkey tiger superman batman starwars whatever freedom summer
winter spring monday january september november december
"""
TAILS = ("123", "1234", "12345", "123456", "1234567", "12345678", "123456789", "1234567890", "0000", "00000",
         "1111", "007", "786", "786786", "420", "108", "112", "1090", "4321", "54321", "987654321", "@123",
         "@1234", "@12345", "#123", "#1234", "_123", "!123", "123!", "321", "112233", "11223344", "abc",
         "abc123", "xyz", "qwerty", "asdf", "@2020")
YEARS = tuple(str(year) for year in (1947, *range(1985, 2031)))
RUNS = ("1234567890", "0987654321", "qwertyuiop", "poiuytrewq", "asdfghjkl", "lkjhgfdsa", "zxcvbnm",
        "mnbvcxz", "qazwsxedc", "abcdefghijklmnopqrstuvwxyz", "zyxwvutsrqponmlkjihgfedcba",
        "1q2w3e4r5t6y7u8i9o0p", "qazwsxedcrfvtgb", "q1w2e3r4t5y6", "123qweasdzxc", "112233445566",
        "147258369", "159357", "abcd1234", "a1b2c3d4e5f6", "aabbccddee", "abc123", "123abc")
PHRASES = """
mynameis iamtheking iamthebest jesuslovesyou godisgreat trustnoone letmeinplease openthedoor changemenow
changeme thisismypassword nopassword passwordpassword forgotpassword mypassword newpassword oldpassword
correcthorse correcthorsebatterystaple ilovemyfamily ilovemyindia ilovemycountry ilovemymother ilovemyjob
merabharatmahan bharatmatakijai satyamevajayate jaihindjaibharat missionshakti missionshaktikendra
mahilahelpdesk uttarpradeshpolice uppolice112 narishakti narisuraksha narisamman betibachao
betibachaobetipadhao mainhoonna dilwaledulhania
"""


def made() -> set[str]:
    """All of them, casefolded."""
    words, phrases = WORDS.split(), PHRASES.split()
    found = {word + tail for word, tail in product(words, (*TAILS, *YEARS))}
    found |= {word + mark + year for word, mark, year in product(words, "@#_", YEARS)}
    found |= {word * times for word in (*words, *RUNS) for times in (2, 3, 4)}
    found |= {run[:end] for run in RUNS for end in range(LEAST, len(run) + 1)}
    found |= {first + second for first, second in product(RUNS, RUNS)}
    found |= {word + run[:length] for word, run in product(words, RUNS[:3]) for length in (5, 6, 8, 10)}
    found |= {phrase + tail for phrase, tail in product(phrases, ("", *TAILS))}
    found |= {sign * length for sign, length in product("0123456789abcdefghijklmnopqrstuvwxyz", range(LEAST, 25))}
    return {one.casefold() for one in found if len(one) >= LEAST}


if __name__ == "__main__":
    passwords = sorted(made())
    TARGET.write_text("\n".join(passwords) + "\n", "utf-8")
    print(len(passwords), "common passwords of at least", LEAST, "characters")
