"""Invented records for the print tests: long Hindi names, hard conjuncts, many parties."""

import datetime as dt
from pathlib import Path
from typing import Any

from flask import Flask

from portal.core import filters, i18n
from portal.core.pdf.documents import Letterhead, PrintMark

ROOT = Path(__file__).parents[2]
AT = dt.datetime(2026, 11, 23, 14, 35, tzinfo=dt.timezone(dt.timedelta(hours=5, minutes=30)))

LETTERHEAD = Letterhead(
    {"hi": "मिशन शक्ति केन्द्र, कोतवाली नगर", "en": "Mission Shakti Kendra, Kotwali Nagar"},
    {"hi": "थाना कोतवाली नगर", "en": "Police Station Kotwali Nagar"},
    {"hi": "जनपद श्रावस्ती", "en": "District Shravasti"},
)

WOMAN = {
    "name": "श्रीमती चन्द्रप्रभा कुशवाहा",
    "relation": "पत्नी श्री ज्ञानेन्द्र कुशवाहा",
    "age": 27,
    "address": "ग्राम सिरसिया खुर्द, तहसील भिनगा",
    "mobile": "9400000031",
    "safe_contact": "मायके के फोन पर, दिन में",
}
ENQUIRY = {"name": "श्रीमती कृष्णा विश्वकर्मा", "rank": {"hi": "महिला उपनिरीक्षक", "en": "Woman SI"}, "phone": "9400000017"}
RECEIVER = {"name": "आकांक्षा द्विवेदी", "rank": {"hi": "महिला आरक्षी", "en": "Woman constable"}, "phone": "9400000012"}
HELPLINES = [
    {"number": number, "name": {"hi": hindi, "en": english}}
    for number, hindi, english in [
        ("112", "आपात सेवा", "Emergency"),
        ("1090", "वूमेन पावर लाइन", "Women Power Line"),
        ("181", "महिला हेल्पलाइन", "Women helpline"),
        ("1098", "चाइल्डलाइन", "Childline"),
        ("1930", "साइबर ठगी", "Cyber fraud"),
        ("1076", "मुख्यमंत्री हेल्पलाइन", "CM helpline"),
    ]
]
GIST = (
    "प्रार्थिनी ने बताया कि विवाह के कुछ माह पश्चात ही पति, सास तथा ननद द्वारा अतिरिक्त दहेज की माँग को लेकर मारपीट व "
    "गाली-गलौज की जाने लगी।\nश्रीमती चन्द्रप्रभा कुशवाहा के शरीर पर चोट के निशान हैं।"
)
GIST_MASKED = GIST.replace("श्रीमती चन्द्रप्रभा कुशवाहा", "प्रार्थिनी")


def make_app(folder: Path) -> Flask:
    """A bare application with the print templates, the filters and the Hindi catalogue."""
    app = Flask("portal", template_folder=str(ROOT / "templates"), instance_path=str(folder))
    filters.init_app(app)
    i18n.init_app(app)
    return app


def mark(**changes: Any) -> PrintMark:
    """A print mark with everything filled in."""
    values = {
        "document_number": "MSK/KTN/2026/R-00142",
        "printed_at": AT,
        "printed_by": "म0आ0 सुषमा त्रिपाठी",
        "serial": "142/2026",
        "verification_code": "7KQ4-9TXM",
        "verification_url": "https://portal.example/v/7KQ4-9TXM-2H5D",
    }
    return PrintMark(**{**values, **changes})


def receipt(**changes: Any) -> dict[str, Any]:
    """What complaint_receipt.html wants."""
    values = {
        "letterhead": LETTERHEAD,
        "mark": mark(),
        "token": "KTN-0142-7",
        "received_at": AT,
        "kind": {"hi": "घरेलू हिंसा", "en": "Domestic violence"},
        "channel": {"hi": "स्वयं उपस्थित होकर", "en": "Came to the desk"},
        "enquiry_officer": ENQUIRY,
        "receiving_officer": RECEIVER,
        "next_step": {
            "hi": "जाँच अधिकारी आपके बताये सुरक्षित समय पर आपको फोन करेंगी।",
            "en": "The enquiry officer will phone you at the safe time you gave.",
        },
        "next_by": AT + dt.timedelta(days=3),
        "rights": [
            {"sentence": {"hi": "प्रथम सूचना रिपोर्ट की प्रति आपको निःशुल्क मिलेगी।", "en": "The FIR copy is free for you."},
             "section": "BNSS 173(2)"},
            {"sentence": {"hi": "अधिवक्ता निःशुल्क मिलेगा।", "en": "A lawyer is free for you."}, "section": ""},
            {"sentence": {"hi": "अभियोग पंजीकृत न होने पर डाक से पुलिस अधीक्षक को, तत्पश्चात मजिस्ट्रेट को लिखें।",
                          "en": "If registration is refused, write to the Superintendent of Police, then the Magistrate."},
             "section": "BNSS 173(4)"},
        ],
        "helplines": HELPLINES,
        "woman_name": WOMAN["name"],
    }  # fmt: skip
    return {**values, **changes}


def leaflet(**changes: Any) -> dict[str, Any]:
    """What rights_leaflet.html wants: nine rights."""
    hindi = "संरक्षण अधिकारी के माध्यम से न्यायालय से संरक्षण, निवास और भरण-पोषण का आदेश मिल सकता है।"
    english = "Through the Protection Officer the court can order protection, residence and maintenance."
    items = [
        {
            "title": {"hi": f"अधिकार {number}", "en": f"Right {number}"},
            "sentence": {"hi": hindi, "en": english},
            "section": "BNSS 173(2)",
            "is_told": number % 3 != 0,
        }
        for number in range(1, 10)
    ]
    values = {"letterhead": LETTERHEAD, "mark": mark(), "token": "KTN-0142-7", "told_at": AT, "told_by": RECEIVER,
              "items": items, "helplines": HELPLINES}  # fmt: skip
    return {**values, **changes}


def sheet(**changes: Any) -> dict[str, Any]:
    """What complaint_sheet.html wants: everything filled in, redacted."""
    party = {"role": {"hi": "विपक्षी", "en": "Opposite party"}, "relation": "देवर", "age": 24, "mobile": "9400000036",
             "address": "मोहल्ला वृन्दावन, श्रावस्ती"}  # fmt: skip
    opposite = ["क्षितिज कुशवाहा", "प्रज्ञा कुशवाहा", "हृदया कुशवाहा", "वृन्दावन लाल", "राजकुमारी", "ज्ञानेन्द्र कुशवाहा"]
    values = {
        "letterhead": LETTERHEAD,
        "mark": mark(purpose="निरीक्षण हेतु", recipient="क्षेत्राधिकारी नगर"),
        "open_copy": None,
        "complaint": {
            "token": "KTN-0142-7", "received_at": AT, "occurred": "21-11-2026", "occurred_place": "सिरसिया चौराहा",
            "channel": {"hi": "स्वयं", "en": "In person"}, "kind": {"hi": "घरेलू हिंसा", "en": "Domestic violence"},
            "priority": {"hi": "उच्च", "en": "High"}, "status": {"hi": "जाँच लम्बित", "en": "Under enquiry"},
            "gist": GIST, "gist_masked": GIST_MASKED, "relief": "बच्चों को साथ रखना", "relief_masked": None,
        },
        "woman": WOMAN,
        "parties": [{**party, "name": name} for name in opposite],
        "danger": [{"question": {"hi": "क्या गला दबाया गया?", "en": "Was she strangled?"}, "answer": ""}],
        "rights": [{"title": {"hi": "निःशुल्क प्रति", "en": "Free copy"}, "section": "BNSS 173(2)", "told_at": AT},
                   {"title": {"hi": "क्षतिपूर्ति", "en": "Compensation"}, "section": "BNSS 396", "told_at": None}],
        "assignments": [{"at": AT, "officer": ENQUIRY, "by": "प्र0नि0 राघवेन्द्र शुक्ल", "reason": None}],
        "diary": [{"at": AT, "by": "कृष्णा विश्वकर्मा", "text": GIST, "text_masked": GIST_MASKED}] * 5,
        "disposal": {"at": AT, "by": "कृष्णा विश्वकर्मा", "outcome": {"hi": "अभियोग पंजीकृत", "en": "FIR registered"},
                     "text": "मु0अ0सं0 0311/2026", "text_masked": "मु0अ0सं0 0311/2026", "approved_by": None},
        "callbacks": [{"at": AT, "caller": "शिल्पा वर्मा", "result": {"hi": "संतुष्ट", "en": "Satisfied"}, "remark": "",
                       "remark_masked": None}],
    }  # fmt: skip
    return {**values, **changes}


# A register's month that was closed, with one correction after it.
SEALED = {"at": "02-11-2026 10:15", "by": "शिल्पा वर्मा", "sha256": "9f" * 32, "gaps": 1, "because": "विपक्षी अज्ञात है",
          "corrections": [{"at": "05-11-2026 11:40", "by": "शिल्पा वर्मा", "serial": "7/2026", "text": "मोबाइल अंक 3 नहीं, 8 है",
                           "reason": "लिखने की भूल"}]}


def register(count: int, first_serial: int = 1, **changes: Any) -> dict[str, Any]:
    """What register_pages.html wants: *count* rows of eight columns."""
    heads = [("क्र.सं.", "Sl.", 4), ("दिनांक", "Date", 8), ("टोकन संख्या", "Token", 9),
             ("प्रार्थिनी का नाम", "Name", 14),
             ("पता", "Address", 16), ("मोबाइल", "Mobile", 9), ("संक्षिप्त विवरण", "Gist", 26),
             ("निस्तारण", "Disposal", 9)]  # fmt: skip
    names = ["चन्द्रप्रभा", "ज्ञानवती", "क्षमा", "श्रद्धा", "हृदया", "प्रज्ञा", "त्रिवेणी", "उर्मिला"]
    rows = [
        [str(serial), "01-10-2026", f"KTN-{serial:04d}", f"श्रीमती {names[serial % 8]} कुशवाहा", "ग्राम सिरसिया खुर्द",
         None if serial % 4 == 0 else f"94000{serial:05d}", GIST[: 60 + serial * 37 % 90], ""]
        for serial in range(first_serial, first_serial + count)
    ]  # fmt: skip
    values = {
        "letterhead": LETTERHEAD,
        "mark": mark(serial=""),
        "register_name": {"hi": "महिला हेल्प डेस्क रजिस्टर", "en": "Women help desk register"},
        "period": "01-10-2026 – 31-10-2026",
        "columns": [{"name": {"hi": hindi, "en": english}, "width": width, "align": ""} for hindi, english, width in heads],
        "rows": rows,
        "brought_from": str(first_serial - 1) if first_serial > 1 else "",
        "signers": [{"hi": "थानाध्यक्ष", "en": "Station officer"}, {"hi": "क्षेत्राधिकारी", "en": "Circle officer"}],
        "sealed": None,
        "closed_months": None,
        "closing": None,
    }
    return {**values, **changes}


CONJUNCTS = {
    "संयुक्त": ["क्ष", "त्र", "ज्ञ", "श्र", "द्ध", "ह्म", "ङ्गु", "द्य", "क्त", "ह्न", "ट्ट"],
    "रेफ और मात्रा": ["र्क", "कि", "ट्रे", "ष्ट्र", "स्त्री", "र्त्स्न्यं", "क्षि", "र्मि"],
    "शब्द": ["क्षत्रिय", "श्रीमती", "राष्ट्र", "उत्तर्प्रदेश", "चिट्ठी", "बुद्धि", "ब्राह्मण", "विज्ञान", "लक्ष्मी", "द्वितीय", "उद्घाटन"],
}


def conjuncts() -> dict[str, Any]:
    """What conjuncts.html wants."""
    groups = [{"name": name, "samples": samples} for name, samples in CONJUNCTS.items()]
    return {"letterhead": LETTERHEAD, "mark": mark(), "groups": groups}
