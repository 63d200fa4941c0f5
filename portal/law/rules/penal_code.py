"""Sections of the repealed Penal Code, for acts before 1 July 2024: found through the BNS row that took their place."""

import re
from collections.abc import Mapping
from dataclasses import replace

from portal.law.rules.offences import Offence

# What the older code said otherwise. Everything else of an IPC row is the BNS row's and is marked to be verified.
IPC_DIFFERS: Mapping[str, dict[str, str]] = {
    "IPC:354A(2)": {"bailable": "yes", "court": "Any Magistrate", "court_hi": "कोई भी मजिस्ट्रेट"},
    "IPC:354A(3)": {"bailable": "yes", "court": "Any Magistrate", "court_hi": "कोई भी मजिस्ट्रेट"},
    "IPC:496": {"bailable": "yes"},
    "IPC:373": {"max_term": "P10Y", "max_punishment": "10 years and fine", "max_punishment_hi": "10 वर्ष तक कारावास एवं जुर्माना"},
    "IPC:370A(1)": {"max_term": "P7Y", "max_punishment": "7 years and fine", "max_punishment_hi": "7 वर्ष तक कारावास एवं जुर्माना"},
    "IPC:370A(2)": {"max_term": "P5Y", "max_punishment": "5 years and fine", "max_punishment_hi": "5 वर्ष तक कारावास एवं जुर्माना"},
    # Notification 777/VIII-9-4(2)-87 of 31 July 1989, upheld by a Full Bench; for BNS 351 none was found.
    "IPC:506": {"cognizable": "yes", "bailable": "no"},
}
IPC_NOTE = ("Class, court and term are those of the BNS section; compare them with the Penal Code and the CrPC Schedule",
            "श्रेणी, न्यायालय व दण्ड बीएनएस की धारा के हैं; भा0द0वि0 व सी0आर0पी0सी0 की अनुसूची से मिला लें")
_IPC_SECTION = re.compile(r"\d+[A-Z]{0,2}(\(\d\))?")


def ipc_rows(offence: Offence) -> list[Offence]:
    """The sections of the Penal Code that answer a BNS section, each to be verified; none for one that is new."""
    if offence.ipc_equivalent.startswith("NEW"):
        return []
    plain = re.sub(r" \(.*", "", offence.ipc_equivalent)
    found = []
    for part in (text.strip() for text in plain.split("/")):
        if _IPC_SECTION.fullmatch(part):
            key = f"IPC:{part}"
            found.append(replace(
                offence, key=key, act="IPC", act_title="Indian Penal Code 1860", act_hi="भा0द0वि0", section=part,
                ipc_equivalent=part, ipc_equivalent_hi=part, special_rules=IPC_NOTE[0], special_rules_hi=IPC_NOTE[1],
                confidence="verify", counterpart=offence.key, **IPC_DIFFERS.get(key, {})))
    return found


IPC_377 = Offence(
    key="IPC:377", act="IPC", act_title="Indian Penal Code 1860", act_hi="भा0द0वि0", section="377",
    title_en="Forced unnatural intercourse (a man or a transgender person)",
    title_hi="बलपूर्वक अप्राकृतिक मैथुन (पुरुष या ट्रांसजेण्डर व्यक्ति के साथ)", ipc_equivalent="377", ipc_equivalent_hi="377",
    kind="offence", cognizable="yes", bailable="no", court="To be verified", court_hi="जाँच शेष",
    max_punishment="To be verified", max_punishment_hi="जाँच शेष", max_term="", category="sexual_assault",
    special_rules="The BNS has no such section; it remains for acts before 1 July 2024",
    special_rules_hi="बीएनएस में ऐसी धारा नहीं है; केवल 1 जुलाई 2024 से पूर्व के कृत्यों हेतु",
    source="IPC text; class from memory, to be verified", confidence="verify")
