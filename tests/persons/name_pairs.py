"""Names written two ways, and names that only look alike; run as a module it prints the figures."""

import time
from itertools import combinations

from portal.persons.rules.names import ENOUGH, name_similarity, name_tokens, search_tokens

# One person, two ways to write her (or his) name.
PAIRS = [
    line.split(" = ")
    for line in """
सुनीता = Sunita
Suneeta = Sunitha
श्रीमती सुनीता देवी = Sunita
Smt. Sunita Devi = सुनीता
कु० ज्योति = Jyoti
ज्योति = Jyothi
Joti = ज्योति
विद्या = Vidya
विद्या = Bidya
Vidhya = विद्या
लक्ष्मी = Laxmi
Lakshmi = लक्ष्मी
लक्ष्मी देवी = Laxmi Devi
फ़रज़ाना = Farzana
फरजाना = Farzana
Pharzana Begum = फ़रज़ाना बेगम
शर्मा = Sharma
सुनीता शर्मा = Sunita Sharma
गुप्ता = गुप्त
मिश्र = Mishra
शुक्ल = Shukla
श्रीवास्तव = Srivastava
Shrivastav = श्रीवास्तव
सिंह = Singh
राजपूत = Rajput
चौधरी = Chaudhary
Chowdhury = चौधरी
उपाध्याय = Upadhyay
पाण्डेय = Pandey
पांडे = Pandey
दुबे = Dubey
मौर्य = Maurya
कुशवाहा = Kushwaha
विश्वकर्मा = Vishwakarma
प्रजापति = Prajapati
यादव = Yadav
वर्मा = Verma
Varma = वर्मा
जायसवाल = Jaiswal
राव = Rao
राय = Rai
सिद्दीक़ी = Siddiqui
क़ुरैशी = Qureshi
शेख़ = Shaikh
अंसारी = Ansari
ख़ान = Khan
मोहम्मद = Muhammad
मो० इमरान = Mohd. Imran
आयशा = Ayesha
Aisha = आयशा
फ़ातिमा = Fatima
Fatma = फ़ातिमा
ज़ैनब = Zainab
Jainab = ज़ैनब
नूरजहाँ = Nur Jahan
Noorjahan = नूर जहां
शाहजहाँ बेगम = Shahjahan
ख़ुशबू = Khushboo
रुबीना ख़ातून = Rubina Khatoon
शबनम बानो = Shabnam Bano
मेहनाज़ = Mehnaz
नसरीन = Nasreen
यास्मीन = Yasmin
पूजा = Pooja
Puja = पूजा
गीता = Geeta
संगीता = Sangita
नीतू = Neetu
रेखा = Rekha
ममता = Mamta
कमला = Kamala
Kamla = कमला
विमला = Bimla
सावित्री = Sabitri
सरस्वती = Saraswati
शकुन्तला = शकुंतला
शकुंतला = Sakuntala
द्रौपदी = Dropadi
कलावती = Kalawati
फूलमती = Phulmati
Fulmati = फूलमती
ज्ञानवती = Gyanwati
चम्पा = चंपा
चंदा = Chanda
अंजलि = Anjali
आरती = Aarti
Arti = आरती
छाया = Chhaya
क्षमा = Kshama
श्यामा = Shyama
कृष्णा = Krishna
ऋतु = Ritu
अमृता = Amrita
उर्मिला = Urmila
कौशल्या = Kaushalya
ऐश्वर्या = Aishwarya
गुड़िया = Gudiya
Guria = गुड़िया
राठौड़ = Rathore
माया = Maya
प्रिया = Priya
सोनिया = Sonia
श्रेया = Shreya
कुँवर = Kunwar
चाँदनी = Chandni
राम बाबू = Rambabu
राजकुमारी = Raj Kumari
अनीता w/o रमेश = Anita Ramesh
Lachhmi = लक्ष्मी
बेबी = Baby
बानो = Banu
मेहरुन्निसा = Mehrunnisha
Jadav = यादव
""".strip().splitlines()
]

# Two people: finding one must not offer the other.
TRAPS = [
    line.split(" / ")
    for line in """
सुनीता / Sunil
Sunita / Sushila
सुनीता / Sumitra
गीता / Gayatri
गीता / Kavita
रानी / Reena
सीता / Sati
मीना / Mona
माला / Mila
अनीता / Neeta
अमिता / Mita
कमला / Kamal
विमला / Vimal
आशा / Usha
आशा / Isha
लीला / Laila
शीला / Shaila
रेखा / Radha
मंजू / Manoj
अंजू / Ranju
पूजा / Priya
किरण / Karan
कुसुम / Karishma
शर्मा / Verma
सीमा / Soma
नेहा / Nahid
रीता / Ritu
रेनू / Rani
सरिता / Savita
बबीता / Kavita
ललिता / Lata
कोमल / Kamal
सुमन / Simran
सुमित्रा / Sumit
प्रिया / Pari
सोनिया / Sona
रंजन / Ranjana
सुनीता शर्मा / Sunita Verma
रेखा यादव / Radha Yadav
श्रीमती गीता देवी / Smt. Sita Devi
निशा / Nasha
मधु / Mahadev
पूनम / Punita
""".strip().splitlines()
]

# First names that are all different people: each is asked for against every other.
CROWD = """सुनीता ज्योति विद्या लक्ष्मी फ़रज़ाना आयशा फ़ातिमा ज़ैनब नूरजहाँ ख़ुशबू रुबीना शबनम मेहनाज़ नसरीन यास्मीन
पूजा गीता संगीता नीतू रेखा ममता कमला विमला सावित्री सरस्वती शकुंतला द्रौपदी कलावती फूलमती ज्ञानवती चम्पा चंदा अंजलि
आरती छाया क्षमा श्यामा कृष्णा ऋतु अमृता उर्मिला कौशल्या ऐश्वर्या गुड़िया माया प्रिया सोनिया श्रेया चाँदनी राजकुमारी
अनीता सुशीला सुमित्रा गायत्री कविता रानी रीना सीता मीना मोना माला आशा उषा ईशा लीला लैला शीला शैला राधा मंजू अंजू
किरण कुसुम करिश्मा सीमा सोमा नेहा रीता रेनू सरिता सविता बबीता ललिता लता कोमल सुमन सिमरन परी निशा पूनम पुनीता
मीरा हीरा इंदु शांति कांति बसंती राजवंती भगवती पार्वती दुर्गा काली सुषमा रश्मि सपना कल्पना अर्चना वंदना साधना""".split()  # noqa: SIM905


def finds(typed: str, recorded: str) -> bool:
    """Whether the portal would offer *recorded* for *typed*: a token in common and enough likeness."""
    return bool(set(search_tokens(typed)) & set(name_tokens(recorded))) and name_similarity(typed, recorded) >= ENOUGH


def measured() -> dict[str, list[list[str]]]:
    """The pairs missed, the traps fallen into, and the couples of the crowd taken for one."""
    return {
        "missed": [pair for pair in PAIRS if not (finds(*pair) and finds(*pair[::-1]))],
        "trapped": [pair for pair in TRAPS if finds(*pair) or finds(*pair[::-1])],
        "crowded": [list(couple) for couple in combinations(CROWD, 2) if finds(*couple)],
    }


def main() -> None:
    """Prints the figures that docs/why/names.md repeats."""
    started = time.perf_counter()
    found = measured()
    spent = time.perf_counter() - started
    couples = len(CROWD) * (len(CROWD) - 1) // 2
    print(f"pairs found   {len(PAIRS) - len(found['missed'])} of {len(PAIRS)}; missed: {found['missed']}")
    print(f"traps avoided {len(TRAPS) - len(found['trapped'])} of {len(TRAPS)}; fell into: {found['trapped']}")
    print(f"crowd         {len(found['crowded'])} of {couples} couples taken for one: {found['crowded']}")
    print(f"time          {spent:.2f} s")


if __name__ == "__main__":
    main()
