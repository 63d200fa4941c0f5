"""Six matters in a real browser from the door of the kendra to the court or the Magistrate, with the papers they leave."""

import re

import pytest
from playwright.sync_api import Page

from tests.journeys.kendra import MAN, Kendra, ago, fill, id_in, put, send

REPORT = "दोनों पक्षों को सुना गया, विपक्षी को समझाया गया और प्रार्थिनी को बताया गया।"
IO_ONLY, NOT_FILED, NEED_PAPER = "केवल नामित विवेचक", "न्यायालय में दाखिल होने की संख्या", "पत्र के बिना समय-सीमा पूरी नहीं होती"
ASKED_AGAIN, SHUT = "एक बार फिर मिला लें", "यह मार्ग बन्द है"


@pytest.fixture
def kendra(browser, portal, tmp_path):
    """The kendra; its papers lie in the test's own folder."""
    opened = Kendra(browser, portal, tmp_path)
    yield opened
    opened.close()


def refused_before_the_fir(page: Page, base: str) -> None:
    """Neither closing nor counselling: both are refused with the section that forbids them."""
    page.goto(f"{base}/dispose")
    fill(page, manner="action_taken", report=REPORT)
    said = send(page)
    assert "173(1)" in said, said
    page.goto(f"{base}/triage/ways/counselling")
    said = page.inner_text("main")
    assert SHUT in said and "173(1)" in said and not page.locator("[name=consent_how]").count(), said


def closing(page: Page, case: str, outcome: str) -> str:
    """Tries to close the case; what is read then."""
    page.goto(f"{case}/close")
    page.check(f"[name=outcome][value={outcome}]")
    return send(page)


def test_rape_of_an_adult_from_the_door_to_the_judgment(kendra):
    base = kendra.enter("rape", "परिचित ने कमरे में बन्द कर मेरी इच्छा के विरुद्ध बलात्कार किया।", party="acquaintance")
    officer, incharge = kendra.assign(base), kendra.officer("kendra_incharge")
    assert "निस्तारण बन्द है" in kendra.triage(officer, base, "rape confined", "BNS:64(1) BNS:127(2)")
    refused_before_the_fir(officer, base)

    case = kendra.open_case(base, "0078/2026")
    kept = kendra.due(incharge, case).inner_text()
    assert not [one for one in ("184(1)", "193(2)", "183(6)(a)") if one not in kept], kept
    kendra.name_officer(case)
    incharge.goto(f"{base}/triage")
    assert "0078/2026" in incharge.inner_text("main") and "निस्तारण खुला है" in incharge.inner_text("main")
    assert kendra.officer("enquiry_officer", 1).goto(case).status == 404, "another officer's case is not there"

    kendra.due(officer, case).locator("a[href$='/milestones/medical_sent']").first.click()
    put(officer, "happened", ago(3))
    fill(officer, detail_consent="yes")
    assert NEED_PAPER in send(officer), "nothing is done without its paper"
    fill(officer, evidence="मेमो 14, वीरांगना चिकित्सालय")
    send(officer)
    assert officer.url == case and not kendra.due(officer, case).locator("a[href$='/milestones/medical_sent']").count()
    assert ASKED_AGAIN in kendra.happened(officer, case, "medical_done", ago(4), "चिकित्सा प्रपत्र 77")
    fill(officer, because="चिकित्सक ने भेजने के मेमो से पहले ही परीक्षण प्रारम्भ किया।")
    send(officer)
    assert officer.url == case and "चिकित्सक ने भेजने के मेमो" in officer.inner_text("#timeline")
    kendra.stands(officer, case, "victim_statement", ago(2.5), "के0डी0 पर्चा 1", by_woman="yes", taken_by="उ0नि0 12",
                  place="उसका घर")
    kendra.stands(officer, case, "magistrate_statement", ago(2), "मु0अ0 न्यायालय 3 आदेश 9")
    assert "184" in kendra.paper(officer, "case-medical-requisition", id_in(case))
    progress = kendra.paper(officer, "case-progress-letter", id_in(case))
    assert "0078/2026" in progress and "193(3)" in progress
    both = kendra.paper(officer, "case-sheet", id_in(case), language="both")
    assert "मेमो 14" in both and "Case sheet" in both
    kendra.paper(officer, "case-fir-copy", id_in(case))
    kendra.paper(officer, "case-cctns", id_in(case), language="en")
    to_court(kendra, officer, case)


def to_court(kendra: Kendra, officer: Page, case: str) -> None:
    """Charge sheet by the named officer only, closing only with the number of the court."""
    incharge = kendra.officer("kendra_incharge")
    assert incharge.goto(f"{case}/milestones/charge_sheet").status == 403 and IO_ONLY in incharge.inner_text("main")
    kendra.stands(officer, case, "charge_sheet", ago(1.8), "आ0प0 41/2026", medical_attached="yes")
    assert NOT_FILED in closing(officer, case, "decided")
    kendra.stands(officer, case, "court_filed", ago(1.6), "वाद 219/2026", court="सत्र न्यायालय, अभ्यास")
    kendra.stands(officer, case, "cognizance", ago(1.4), "आदेश 20")
    kendra.stands(officer, case, "judgment", ago(1), "निर्णय 8", result="convicted")
    assert ASKED_AGAIN in closing(officer, case, "decided"), "what is open still is named before the case closes"
    fill(officer, because="शेष कर्तव्य न्यायालय में पूरे हुए।")
    send(officer)
    assert officer.url == case and "बन्द" in officer.inner_text("main")


def test_a_child_goes_to_the_committee_and_the_special_court(kendra):
    base = kendra.enter("child_offence", "पड़ोसी ने बालिका को कमरे में बुलाकर उसके साथ बलात्कार किया।", age=14, party="neighbour")
    officer = kendra.assign(base)
    kendra.tick(officer, base, "rape")
    officer.check("input[name=sections][value='POCSO:4(2)']")
    assert "18 वर्ष से कम" in send(officer), "a child is never triaged without the committee and POCSO"
    kendra.triage(officer, base, "rape", "BNS:65(1) POCSO:4(2)", is_child=True)
    refused_before_the_fir(officer, base)
    officer.goto(f"{base}/triage/reason")
    fill(officer, category="other", text="दोनों परिवार आपस में बैठकर बात करना चाहते हैं, ऐसा बताया गया है।")
    assert "लिखित कारण से कुछ नहीं खुलता" in send(officer) or "173(1)" in officer.inner_text("main"), officer.inner_text("main")

    case = kendra.open_case(base, "0081/2026")
    kendra.name_officer(case)
    before = kendra.due(officer, case).inner_text()
    assert "POCSO" in before or "पॉक्सो" in before, before
    kendra.stands(officer, case, "cwc_report", ago(4), "बा0क0स0 पत्र 12")
    assert kendra.due(officer, case).locator("a[href$='/milestones/court_report']").count(), "one of two reports is not both"
    kendra.stands(officer, case, "court_report", ago(3.5), "विशेष न्यायालय पत्र 13")
    assert not kendra.due(officer, case).locator("a[href$='/milestones/court_report']").count()
    kendra.stands(officer, case, "medical_sent", ago(3), "मेमो 15", consent="yes")
    kendra.stands(officer, case, "cwc_production", ago(2), "बा0क0स0 आदेश 3", journey_minutes="90")
    report = kendra.paper(officer, "case-cwc-report", id_in(case), language="both")
    assert "0081/2026" in report and "Child Welfare Committee" in report and "19(6)" in report
    notice = kendra.paper(officer, "case-witness-notice", id_in(case))
    assert "179" in notice, notice
    dues = kendra.paper(kendra.officer("sho"), "case-due-list", kendra.unit("LKO-HZG"))
    assert "0081/2026" in dues


def test_dowry_cruelty_after_an_ncr_of_the_same_man(kendra):
    first = kendra.enter("domestic_violence", "पति ने थप्पड़ मारा और गाली-गलौज की।", party="husband")
    officer, incharge = kendra.assign(first), kendra.officer("kendra_incharge")
    said = kendra.triage(officer, first, "hurt insult", "BNS:115(2) BNS:352")
    assert "निस्तारण खुला है" in said
    officer.goto(f"{first}/triage/ways/ncr")
    fill(officer, number="NC-17", told_magistrate="yes")
    kendra.look(officer)
    send(officer)
    ncr = kendra.open_case(first, "0117/2026", kind="ncr")
    kendra.stands(incharge, ncr, "nc_referred", ago(4.5), "पर्ची 17")
    slip = kendra.paper(incharge, "case-ncr-slip", id_in(ncr), language="both")
    assert "0117/2026" in slip and "174" in slip and "Magistrate" in slip
    incharge.goto(f"{kendra.portal.url}/cases/fortnight")
    assert incharge.locator("[name=cases]:checked").count(), "the NCR waits for its fortnightly report"
    assert "0117/2026" in kendra.paper(incharge, "ncr-fortnight", kendra.unit("LKO-HZG"))

    base = kendra.enter("dowry_harassment", "पति दो लाख रुपये दहेज माँगते हैं, न देने पर मारते हैं।", party="husband")
    kendra.assign(base)
    officer.goto(f"{base}/repeat")
    kendra.look(officer)
    warned = officer.inner_text("main")
    officer.goto(first)
    token = re.search(r"LKO-HZG/\d{4}/\d{5}", officer.inner_text("h1")).group()
    assert token in warned, "violence came before from the same man"
    kendra.triage(officer, base, "cruelty dowry_demand hurt", "BNS:85 DP:4 BNS:115(2)")
    officer.goto(f"{base}/triage")
    assert "जाँच शेष" in officer.inner_text("main"), "what a prosecution officer has not confirmed says so"
    refused_before_the_fir(officer, base)
    case = kendra.open_case(base, "0090/2026")
    kendra.name_officer(case)
    assert "DIR" in kendra.due(officer, case).inner_text() or "घरेलू" in kendra.due(officer, case).inner_text()
    dir_text = kendra.paper(officer, "case-dir", id_in(case), language="both")
    assert "0090/2026" in dir_text and "PWDVA" in dir_text
    kendra.stands(officer, case, "dir_sent", ago(2), "डीआईआर 4")


def test_a_stalker_comes_again_after_a_red_card(kendra):
    incharge = kendra.officer("kendra_incharge")
    outing = squad_goes_out(kendra, incharge)
    card = red_card(kendra, incharge, outing, "red_card")
    text = kendra.paper(incharge, "red-card", id_in(card))
    assert text.strip()
    base = kendra.enter("stalking", "वही लड़का रोज़ पीछा करता है और मना करने पर भी संदेश भेजता है।", party="acquaintance")
    officer = kendra.assign(base)
    kendra.triage(officer, base, "followed convicted_before", "BNS:78(2)(repeat)")
    refused_before_the_fir(officer, base)
    case = kendra.open_case(base, "0093/2026")
    kendra.name_officer(case)
    assert "रेड कार्ड" in red_card(kendra, incharge, outing, "proceeded", fir_no="0093/2026"), "the repeat is told at once"
    incharge.goto(f"{kendra.portal.url}/squads/oversight")
    kendra.look(incharge)

    incharge.goto(f"{base}/preventive/new")
    fill(incharge, kind="bnss129", reason="लड़का मना करने और रेड कार्ड के बाद भी पीछा करता है, भंग की आशंका है।",
         reference="0093/2026")
    kendra.look(incharge)
    send(incharge)
    action = incharge.url
    assert re.search(r"/preventive/[0-9a-f-]{36}$", action), incharge.inner_text("main")
    incharge.goto(f"{action}/steps/report_sent")
    fill(incharge, report_no="आख्या 9", evidence="जी0डी0 44", happened_on=f"{ago(0):%d-%m-%Y}",
         happened_at_hour=f"{ago(0):%H:%M}")
    send(incharge)
    assert incharge.url == action, incharge.inner_text("main")
    kendra.look(incharge)
    assert "129" in kendra.paper(incharge, "preventive-report", id_in(action))
    assert "एफआईआर से पहले" in kendra.happened(officer, case, "arrest", ago(5.5), "गिरफ्तारी मेमो 5"), "an arrest before its FIR"
    kendra.stands(officer, case, "arrest", ago(4.5), "गिरफ्तारी मेमो 5")
    kendra.stands(officer, case, "produced", ago(1), "रिमाण्ड प्रपत्र 5", journey_minutes="90")
    assert "0093/2026" in kendra.paper(officer, "case-sheet", id_in(case), language="en")


def squad_goes_out(kendra: Kendra, page: Page) -> str:
    """The in-charge forms a squad, briefs it and lets it go; the address of the outing."""
    page.goto(f"{kendra.portal.url}/squads/new")
    fill(page, name="नमूना स्क्वायड")
    send(page)
    squad = page.url
    page.goto(f"{squad}/outings/new")
    fill(page, day=f"{ago(3):%d-%m-%Y}", at=f"{ago(3):%H:%M}", officer="", briefing="स्थल एवं आचरण बताया गया")
    kendra.look(page)
    send(page)
    outing = page.url
    page.goto(f"{outing}/go-out")
    fill(page, at=f"{ago(2.9):%H:%M}")
    send(page)
    assert page.url == outing, page.inner_text("main")
    return outing


def red_card(kendra: Kendra, page: Page, outing: str, outcome: str, fir_no: str = "") -> str:
    """The squad names the man; for a red card the address of its page, else what the officer reads."""
    page.goto(f"{outing}/people/new")
    fill(page, outcome=outcome, act="following", account="छात्रा का पीछा किया", place="नमूना विद्यालय", at=f"{ago(2.5):%H:%M}",
         guardian="told", officer="", fir_no=fir_no, **MAN)
    kendra.look(page)
    send(page)
    return page.url if outcome == "red_card" else page.inner_text("body")


def test_acid_asks_free_treatment_and_money_at_once(kendra):
    base = kendra.enter("acid_attack", "परिचित ने चौराहे पर तेज़ाब फेंका, चेहरा और हाथ जल गये।", party="acquaintance")
    officer, incharge = kendra.assign(base), kendra.officer("kendra_incharge")
    kendra.triage(officer, base, "acid_injury", "BNS:124(1)")
    refused_before_the_fir(officer, base)
    case = kendra.open_case(base, "0301/2026")
    kendra.name_officer(case)
    kept = kendra.due(officer, case).inner_text()
    assert "176(3)" in kept, kept
    kendra.stands(officer, case, "hospital_arrival", ago(4.8), "ओपीडी 88")
    assert "397" in officer.inner_text("main"), "every hospital treats her free of cost"
    kendra.stands(officer, case, "forensic_visit", ago(4), "विधि विज्ञान मेमो 3")
    kendra.stands(officer, case, "dlsa_told", ago(3.5), "पत्र 71")
    kendra.stands(officer, case, "interim_relief", ago(3), "आदेश 5")
    sho = kendra.officer("sho")
    sho.goto(f"{kendra.portal.url}/cases/due")
    kendra.look(sho)
    assert "0301/2026" in sho.inner_text("main")
    circle = kendra.officer("circle_officer")
    assert circle.goto(case).ok and "0301/2026" in circle.inner_text("main")
    assert "0301/2026" in kendra.paper(incharge, "case-cctns", id_in(case), language="both")
    sheet = kendra.paper(incharge, "case-sheet", id_in(case))
    assert "विधि विज्ञान मेमो 3" in sheet and "ओपीडी 88" in sheet


def test_a_quarrel_goes_to_counselling_by_her_own_consent(kendra):
    base = kendra.enter("threat", "नाली के विवाद में पड़ोसी ने गाली दी और धक्का देने को दौड़ा।", party="neighbour")
    officer = kendra.assign(base)
    assert "निस्तारण खुला है" in kendra.triage(officer, base, "insult pushed_about", "BNS:352 BNS:131")
    officer.goto(f"{base}/triage/ways/ncr")
    fill(officer, number="NC-21", told_magistrate="yes")
    send(officer)
    ncr = kendra.open_case(base, "0121/2026", kind="ncr")
    slip = kendra.paper(kendra.officer("kendra_incharge"), "case-ncr-slip", id_in(ncr))
    assert "0121/2026" in slip and "174" in slip

    officer.goto(f"{base}/triage/ways/counselling")
    fill(officer, consent_on=f"{ago(1):%d-%m-%Y}", consent_at_hour=f"{ago(1):%H:%M}", witnessed_by="म0आ0 अभ्यासी")
    kendra.look(officer)
    send(officer)
    assert officer.locator("[name=consent_how][type=radio]").count(), "without her consent there is no counselling"
    fill(officer, consent_how="written")
    send(officer)
    assert officer.url == f"{base}/triage", officer.inner_text("main")
    officer.goto(f"{base}/triage/record")
    kendra.look(officer)
    said = officer.inner_text("main")
    assert "म0आ0 अभ्यासी" in said and "NC-21" in said
    officer.goto(f"{base}/dispose")
    fill(officer, manner="ncr", report=REPORT)
    kendra.look(officer)
    send(officer)
    officer.goto(base)
    assert "असत्यापित" in officer.inner_text("main")
    receipt = kendra.paper(kendra.officer("kendra_incharge"), "complaint-receipt", id_in(base), language="both")
    assert "LKO-HZG" in receipt and "Receipt" in receipt
