"""The lists of sections that special duties name. They look alike and differ: each stands alone, with where it is written."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.core.words import N_
from portal.law.rules.offences import is_under


@dataclass(frozen=True)
class SectionList:
    """A named list: its sections (keys; a section stands for its sub-sections too), the provision, and what follows."""

    name: str
    keys: frozenset[str]
    source: str
    duty: str


def _bns(*sections: str) -> frozenset[str]:
    return frozenset(f"BNS:{section}" for section in sections)


POCSO_ASSAULTS = frozenset({"POCSO:4", "POCSO:6", "POCSO:8", "POCSO:10"})

LISTS: dict[str, SectionList] = {one.name: one for one in (
    SectionList(
        "woman_officer", _bns("64", "65", "66", "67", "68", "69", "70", "71", "74", "75", "76", "77", "78", "79", "124"),
        "BNSS 173(1), 180(3)", N_("A woman officer writes down what she says (BNSS 173(1), 180(3))")),
    SectionList(
        "magistrate_statement",
        _bns("64", "65", "66", "67", "68", "69", "70", "71", "74", "75", "76", "77", "78", "79", "124"),
        "BNSS 183(6)(a)", N_("Her statement before a Magistrate, as soon as the police know of it (BNSS 183(6)(a))")),
    SectionList(
        "two_months", _bns("64", "65", "66", "67", "68", "70", "71") | POCSO_ASSAULTS,
        "BNSS 193(2)", N_("The investigation is complete within two months of the information (BNSS 193(2))")),
    SectionList(
        "medical_report_line", _bns("64", "65", "66", "67", "68", "70", "71"),
        "BNSS 193(3)(i)(h)", N_("The report says whether her medical report is attached (BNSS 193(3)(i)(h))")),
    SectionList(
        "trial_two_months", _bns("64", "65", "66", "67", "68", "70", "71"),
        "BNSS 346(1)", N_("The trial ends within two months of the charge sheet (BNSS 346(1))")),
    SectionList(
        "in_camera", _bns("64", "65", "66", "67", "68", "70", "71") | POCSO_ASSAULTS,
        "BNSS 366(2)", N_("The trial is held in camera (BNSS 366(2))")),
    SectionList(
        "free_treatment", _bns("64", "65", "66", "67", "68", "70", "71", "124(1)") | POCSO_ASSAULTS,
        "BNSS 397", N_("Any hospital treats her free and at once, and tells the police (BNSS 397)")),
    SectionList(
        "identity_bar", _bns("64", "65", "66", "67", "68", "69", "70", "71"),
        "BNS 72", N_("Her identity may not be made known to anyone (BNS 72)")),
    SectionList(
        "not_recording_is_an_offence",
        _bns("64", "65", "66", "67", "68", "70", "71", "74", "76", "77", "79", "124", "143", "144"),
        "BNS 199(c)", N_("An officer who does not record this information commits an offence (BNS 199(c))")),
    SectionList(
        "no_sanction",
        _bns("64", "65", "66", "68", "69", "70", "71", "74", "75", "76", "77", "78", "79", "143", "199", "200"),
        "BNSS 218", N_("No sanction is needed to prosecute a public servant (BNSS 218)")),
    SectionList(
        "medical_in_a_day", _bns("64", "65", "66", "70", "71"),
        "BNSS 184(1)", N_("With her consent, a medical examination within 24 hours of the information (BNSS 184(1))")),
    SectionList(
        "no_anticipatory_bail", _bns("65", "70(2)"),
        "BNSS 482(4)", N_("No anticipatory bail (BNSS 482(4))")),
    SectionList(
        "informant_at_bail", _bns("65", "70(2)"),
        "BNSS 483(2)", N_("The informant is heard when bail is asked for (BNSS 483(2))")),
    SectionList(
        "complaint_only", _bns("81", "82", "83", "84", "217", "356"),
        "BNSS 215, 219, 222", N_("The court acts only on a complaint made to it (BNSS 215, 219, 222)")),
    SectionList(
        "wife_complaint_only", _bns("67"),
        "BNSS 221", N_("The court acts only on the wife's own complaint (BNSS 221)")),
    SectionList(
        "compoundable", _bns("79", "82(1)", "316(2)") | {"MWA:4"},
        "BNSS 359", N_("She may compound it with the court's permission (BNSS 359)")),
    SectionList(
        "new_in_bns", _bns("69", "103(2)", "304", "117(3)", "95"),
        "BNS 358", N_("Not known before 1 July 2024")),
    SectionList(
        "ninety_days", _bns("64", "65", "66", "70", "71", "80", "103", "109(1)", "117(3)", "118(2)", "124(1)", "140(1)",
                            "140(2)", "143(3)", "143(4)", "143(5)", "143(6)", "143(7)"),
        "BNSS 187(3)", N_("The accused in custody gets default bail after 90 days (BNSS 187(3))")),
    SectionList(
        "ninety_days_disputed", _bns("68", "69", "87", "96", "98", "108", "140(4)", "143(2)"),
        "BNSS 187(3)", N_("Up to ten years: whether default bail comes after 60 or 90 days is disputed; count 60")),
)}


def is_in(list_name: str, key: str) -> bool:
    """Whether the offence *key* is on the list; a list that names 64 means 64(1) too, one that names 124(1) not 124(2)."""
    return any(is_under(key, entry) for entry in LISTS[list_name].keys)


def any_in(list_name: str, keys: Iterable[str]) -> bool:
    """Whether one of *keys* is on the list."""
    return any(is_in(list_name, key) for key in keys)
