"""The papers of a case: letters that the law asks for, sheets for the file and for CCTNS, and lists of what is due."""

from portal.cases.documents.forms import DOMESTIC_INCIDENT, build_incident_report
from portal.cases.documents.letters import LETTERS, build_letter
from portal.cases.documents.lists import build_due_list, build_fortnight
from portal.cases.documents.sheets import build_cctns, build_sheet
from portal.cases.queries.cases import CaseFile
from portal.core.feature import Document
from portal.core.words import N_

READ, LIST = "cases:case:read", "cases:case:list"
_OF_CASE = {"subject_endpoint": "cases.show_case", "subject_argument": "case_id"}

DOCUMENTS = (
    *(Document(f"case-{letter.key}", letter.label, "case_letter", READ, build_letter(letter), has_open_copy=True, **_OF_CASE)
      for letter in LETTERS),
    Document("case-sheet", N_("Case sheet"), "case_sheet", READ, build_sheet, **_OF_CASE),
    Document("case-cctns", N_("Copy-out sheet for CCTNS"), "case_cctns", READ, build_cctns, has_open_copy=True, **_OF_CASE),
    Document("case-dir", DOMESTIC_INCIDENT, "incident_report", READ, build_incident_report, has_open_copy=True, **_OF_CASE),
    Document("case-due-list", N_("What is due, by officer"), "case_due_list", LIST, build_due_list, is_long=True,
             subject_endpoint=""),
    Document("ncr-fortnight", N_("Fortnightly NCR report to the Magistrate"), "ncr_fortnight", LIST, build_fortnight,
             subject_endpoint=""),
)


def papers_for(file: CaseFile) -> list[tuple[str, str]]:
    """(document key, label) of the papers that belong to this case: by its kind, and for a child."""
    has_child = any(one.is_minor for one in file.victims)
    found = [(f"case-{letter.key}", letter.label) for letter in LETTERS
             if file.case.kind in letter.kinds and (has_child or not letter.only_child)]
    found += [("case-sheet", N_("Case sheet"))]
    if file.case.kind != "missing":
        found.append(("case-cctns", N_("Copy-out sheet for CCTNS")))
    if file.case.facts.get("is_domestic_violence"):
        found.append(("case-dir", DOMESTIC_INCIDENT))
    return found
