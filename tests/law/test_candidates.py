"""From ticked facts to sections and ways: child, caste, code of the day, condition, and FIR first."""

from datetime import date

import pytest

from portal.law.queries import bundled_pack
from portal.law.rules import candidates as rules
from portal.law.rules import governing as law
from portal.law.rules import ways as open_ways
from portal.law.rules.candidates import ASKS, Circumstances, candidate_sections
from portal.law.rules.disclosures import BY_CONVICTION, DISCLOSES
from portal.law.rules.duties import DISABLED, FORENSIC, POCSO_DUTIES, SCST_DUTIES, duties_of
from portal.law.rules.facts import FACTS, GROUPS, facts_by_group
from portal.law.rules.penal_code import ipc_rows
from portal.law.rules.section_lists import LISTS
from portal.law.rules.ways import WAYS, ways, why_not_close

PACK = bundled_pack()
NOW, OLD = date(2026, 5, 1), date(2023, 5, 1)
INFORMAL = {"enquiry", "counselling", "referral_only", "transfer", "information"}


def found(facts: str, **known):
    days = {"occurred_from": NOW, "occurred_to": NOW}
    return candidate_sections(PACK, frozenset(facts.split()), Circumstances(**(days | known)))


def open_keys(facts: str, **known) -> set[str]:
    return {way.key for way in ways(found(facts, **known), frozenset(facts.split())) if way.is_open}


def shut(facts: str, key: str, **known) -> str:
    return next(way.why_not for way in ways(found(facts, **known)) if way.key == key)


def test_every_fact_stands_in_a_group_and_every_row_of_the_table_in_the_pack():
    assert [fact.key for group in facts_by_group().values() for fact in group] and len(FACTS) > 100
    assert {fact.group for fact in FACTS.values()} == set(GROUPS)
    for one in DISCLOSES:
        assert one.facts <= FACTS.keys()
        assert all(key in PACK.offences or key in BY_CONVICTION or key == "IPC:377" for key in one.keys), one


def test_a_fact_either_leads_to_a_section_or_is_no_offence_by_itself():
    leads = {fact for one in DISCLOSES for fact in one.facts} | {"attempt_to_rape", "convicted_before", "evidence_destroyed"}
    assert set(FACTS) - leads == {"adult_missing", "death_in_seven_years", "property_dispute", "money_dispute", "maintenance",
                                  "words_only"}


@pytest.mark.parametrize("never", ["BNS:217", "BNS:248(a)", "POCSO:22(1)", "BNS:84", "ITPA:7(1)", "IT:66A"])
def test_what_is_used_against_women_is_never_suggested(never):
    """False information, false charge, false complaint, enticing, soliciting: no fact leads there."""
    everything = frozenset(FACTS)
    for age in (None, 10, 15, 17, 30):
        for day in (NOW, OLD):
            keys = candidate_sections(PACK, everything, Circumstances(occurred_from=day, age=age, informant="victim")).keys
            assert never not in keys
            assert not {row.key for row in ipc_rows(PACK.offences[never])} & set(keys) if never in PACK.offences else True


@pytest.mark.parametrize(("facts", "known", "expected"), [
    # home
    ("cruelty", {"informant": "victim"}, {"BNS:85": True, "PWDVA:12": False}),
    ("cruelty", {"informant": "other"}, {"BNS:85": "asks", "PWDVA:12": False}),
    ("cruelty", {"occurred_from": OLD, "occurred_to": OLD, "informant": "relative"}, {"IPC:498A": True, "PWDVA:12": False}),
    ("dowry_death", {"informant": "relative"}, {"BNS:80(2)": True, "BNS:85": True, "DP:3": True, "DP:4": True}),
    ("streedhan", {}, {"BNS:316(2)": True, "DP:6(2)": True, "PWDVA:12": False}),
    ("order_breached", {}, {"PWDVA:31": True}),
    ("turned_out", {}, {"PWDVA:12": False}),
    ("husband_separated", {"informant": "victim"}, {"BNS:67": True}),
    ("husband_separated", {"informant": "relative"}, {"BNS:67": "asks"}),
    # beside one another
    ("hurt", {}, {"BNS:115(2)": False}),
    ("hurt weapon", {}, {"BNS:115(2)": False, "BNS:118(1)": True}),
    ("insult threat", {}, {"BNS:351(2)": False, "BNS:352": False}),
    ("threat", {"occurred_from": OLD, "occurred_to": OLD}, {"IPC:506": True}),
    # following: by conviction
    ("followed", {}, {"BNS:78(2)(first)": True}),
    ("followed convicted_before", {}, {"BNS:78(2)(repeat)": True}),
    ("watched", {"has_prior_conviction": True}, {"BNS:77(repeat)": True, "IT:66E": True}),
    # code of the day
    ("false_promise", {}, {"BNS:69": True}),
    ("false_promise", {"occurred_from": OLD, "occurred_to": OLD}, {}),
    ("snatching", {"occurred_from": OLD, "occurred_to": OLD}, {}),
    ("unnatural_act", {}, {}),
    ("unnatural_act", {"occurred_from": OLD, "occurred_to": OLD}, {"IPC:377": True}),
    ("touched", {"occurred_from": date(2024, 6, 30), "occurred_to": date(2024, 6, 30)}, {"IPC:354": True}),
    ("touched", {"occurred_from": date(2024, 7, 1), "occurred_to": date(2024, 7, 1)}, {"BNS:74": True}),
    # attempts, abduction, common intention, hidden proof
    ("attempt_to_rape", {}, {"BNS:62": True}),
    ("attempt_to_rape", {"occurred_from": OLD, "occurred_to": OLD}, {"IPC:511": True}),
    ("taken_by_force", {}, {"BNS:138": "asks"}),
    ("taken_by_force taken_to_marry", {}, {"BNS:138": True, "BNS:87": True}),
    ("hurt together", {}, {"BNS:115(2)": False, "BNS:3(5)": False}),
    ("killed together", {}, {"BNS:103(1)": True, "BNS:3(5)": True}),
    ("killed evidence_destroyed", {}, {"BNS:103(1)": True, "BNS:238(a)": True}),
    ("acid_injury evidence_destroyed", {}, {"BNS:124(1)": True, "BNS:238(b)": False}),
    ("hurt evidence_destroyed", {}, {"BNS:115(2)": False, "BNS:238(c)": False}),
    ("evidence_destroyed", {}, {}),
    # children
    ("rape", {"age": 17}, {"BNS:64(1)": True, "POCSO:4(1)": True}),
    ("rape", {"age": 15}, {"BNS:64(1)": True, "BNS:65(1)": True, "POCSO:4(2)": True}),
    ("rape", {"age": 11}, {"BNS:64(1)": True, "BNS:65(2)": True, "POCSO:4(2)": True, "POCSO:6": True}),
    ("rape", {"is_minor": True}, {"BNS:64(1)": True, "BNS:65(1)": True, "POCSO:4(1)": True, "POCSO:4(2)": True}),
    ("rape", {"age": 18}, {"BNS:64(1)": True}),
    ("rape gang", {"age": 16}, {"BNS:64(1)": True, "BNS:70(2)": True, "POCSO:4(1)": True, "POCSO:6": True}),
    ("rape gang", {"age": 20}, {"BNS:64(1)": True, "BNS:70(1)": True}),
    ("husband_forces", {"age": 17, "informant": "victim"},
     {"BNS:85": True, "PWDVA:12": False, "BNS:64(1)": True, "POCSO:4(1)": True, "POCSO:6": True}),
    ("husband_separated", {"age": 17}, {"BNS:64(1)": True, "POCSO:4(1)": True, "POCSO:6": True}),
    ("false_promise", {"age": 16}, {"BNS:64(1)": True, "POCSO:4(1)": True}),
    ("touched", {"age": 14}, {"BNS:74": True, "POCSO:8": True}),
    ("touched doer_in_authority", {"age": 14}, {"BNS:74": True, "POCSO:8": True, "POCSO:10": True}),
    ("remarks", {"age": 14}, {"BNS:75(3)": True, "POCSO:12": True}),
    ("attempt_to_rape", {"age": 14}, {"BNS:62": True, "POCSO:18": True}),
    ("child_missing", {"is_minor": True}, {"BNS:137(2)": True}),
    ("child_cruelty", {"is_minor": True}, {"JJ:75": False}),
    ("explicit_published", {"age": 15}, {"IT:67B": True, "BNS:294(2)": True}),
    ("driven_to_suicide", {"age": 15}, {"BNS:107": True}),
    ("driven_to_suicide", {"age": 30}, {"BNS:108": True}),
    ("trafficked several_trafficked", {"age": 15}, {"BNS:143(4)": True, "BNS:143(5)": True}),
    # caste, disability, work
    ("touched victim_scst", {}, {"BNS:74": True, "SCST:3(1)(w)(i)": True, "SCST:3(2)(va)": True}),
    ("rape victim_scst", {}, {"BNS:64(1)": True, "SCST:3(2)(v)": True}),
    ("hurt victim_scst", {}, {"BNS:115(2)": False}),
    ("touched has_disability", {}, {"BNS:74": True, "RPWD:92(b)": True}),
    ("remarks at_work", {}, {"BNS:75(3)": True, "POSH:9": False}),
    # marriage, complaints to the court
    ("second_marriage", {}, {"BNS:82(1)": False}),
    ("triple_talaq", {"informant": "relative"}, {"MWA:4": True}),
    ("triple_talaq", {"occurred_from": date(2018, 1, 1), "occurred_to": date(2018, 1, 1)}, {}),
    # nothing
    ("property_dispute words_only", {}, {}), ("adult_missing", {}, {}), ("", {}, {}),
])
def test_facts_disclose_sections(facts, known, expected):
    candidates = found(facts, **known)
    assert {item.key: item.is_cognizable for item in candidates.items} == expected
    assert all(item.reasons and item.why_cognizable for item in candidates.items)


def test_an_unknown_fact_is_a_fault():
    with pytest.raises(KeyError):
        found("no_such_fact")


def test_a_range_across_the_cut_over_shows_both_codes_until_one_is_chosen():
    """BNS 358: forces an explicit choice."""
    days = {"occurred_from": OLD, "occurred_to": NOW, "informant": "victim"}
    both = found("cruelty", **days)
    assert both.needs_choice and set(both.keys) == {"BNS:85", "IPC:498A", "PWDVA:12"}
    chosen = found("cruelty", **days, chosen_code="IPC")
    assert not chosen.needs_choice and set(chosen.keys) == {"IPC:498A", "PWDVA:12"}
    assert found("cruelty", occurred_from=None, occurred_to=None).needs_choice
    assert not found("cruelty", chosen_code="IPC").needs_choice
    assert "BNS:85" in found("cruelty", chosen_code="IPC").keys


def test_what_did_not_exist_is_left_out_with_a_sentence():
    left_out = found("false_promise snatching touched", occurred_from=OLD, occurred_to=OLD).left_out
    assert {one.key: one.sentence for one in left_out} == {"BNS:69": law.NEW_TOO_EARLY, "BNS:304(2)": law.NEW_TOO_EARLY}
    assert [one.key for one in found("triple_talaq", occurred_from=date(2018, 1, 1), occurred_to=None).left_out] == ["MWA:4"]


def test_an_old_punishment_is_warned_of():
    """The POCSO punishments were raised on 16 August 2019."""
    early = found("rape", occurred_from=date(2019, 1, 1), occurred_to=date(2019, 1, 1), age=14)
    assert [one.sentence for one in early.left_out] == [law.POCSO_OLD_TERM]
    assert "POCSO:4(2)" in early.keys


def test_the_reason_is_the_fact():
    item = found("touched", age=14).items[-1]
    assert item.key == "POCSO:8"
    assert item.reasons == (FACTS["touched"].text, "She is under 18")


def test_beside_a_cognizable_offence_the_rest_says_so():
    """BNSS 174(4)."""
    why = {item.key: item.why_cognizable for item in found("cruelty hurt", informant="victim").items}
    assert why["BNS:115(2)"] == law.JOINED and why["PWDVA:12"] == law.NO_OFFENCE
    assert {item.why_cognizable for item in found("hurt").items} == {law.NOT_BY_SCHEDULE}


@pytest.mark.parametrize(("facts", "known", "asked", "not_asked"), [
    ("cruelty", {}, "informant caste", "cwc pocso"),
    ("cruelty", {"informant": "victim"}, "caste", "informant"),
    ("property_dispute", {"is_minor": True}, "cwc pocso age_proof", "informant caste"),
    ("hurt", {"age": 12}, "cwc pocso age_proof caste", "medical_consent"),
    ("rape", {}, "medical_consent caste", "cwc prior_conviction"),
    ("rape", {"age": 12}, "medical_consent cwc pocso", ""),
    ("false_promise", {}, "caste", "medical_consent"),
    ("followed", {}, "prior_conviction", "informant"),
    ("followed convicted_before", {}, "caste", "prior_conviction"),
    ("death_in_seven_years", {}, "inquest", "caste"),
    ("dowry_death", {"informant": "relative"}, "inquest", "informant"),
    ("touched victim_scst", {}, "", "caste"),
    ("taken_by_force", {}, "main_offence", "informant"),
    ("evidence_destroyed", {}, "main_offence", ""),
    ("adult_missing", {}, "age_proof", "cwc"),
    ("husband_separated", {"occurred_from": OLD, "occurred_to": OLD}, "informant", "")])
def test_what_is_asked_in_any_case(facts, known, asked, not_asked):
    asks = found(facts, **known).always_ask
    assert set(asked.split()) <= set(asks)
    assert not set(not_asked.split()) & set(asks)
    assert set(asks) <= ASKS.keys()


@pytest.mark.parametrize(("key", "lists", "not_lists"), [
    ("BNS:64(1)", "woman_officer two_months medical_in_a_day free_treatment identity_bar in_camera", "no_anticipatory_bail"),
    ("BNS:69", "woman_officer identity_bar ninety_days_disputed", "two_months free_treatment medical_in_a_day in_camera"),
    ("BNS:65(1)", "no_anticipatory_bail informant_at_bail", "compoundable"),
    ("BNS:79", "woman_officer compoundable", "two_months"),
    ("BNS:75(2)", "woman_officer no_sanction", "compoundable not_recording_is_an_offence"),
    ("BNS:82(1)", "complaint_only compoundable", "woman_officer")])
def test_duties_follow_the_lists(key, lists, not_lists):
    duties = duties_of(PACK.offences[key])
    assert {LISTS[name].duty for name in lists.split()} <= set(duties)
    assert not {LISTS[name].duty for name in not_lists.split()} & set(duties)


def test_duties_of_special_acts_and_of_the_old_code():
    assert set(POCSO_DUTIES) <= set(duties_of(PACK.offences["POCSO:12"]))
    assert not set(POCSO_DUTIES) & set(duties_of(PACK.offences["POCSO:21(1)"]))
    assert set(SCST_DUTIES) <= set(duties_of(PACK.offences["SCST:3(2)(v)"]))
    assert LISTS["woman_officer"].duty in duties_of(ipc_rows(PACK.offences["BNS:74"])[0])
    assert DISABLED in duties_of(PACK.offences["BNS:74"], has_disability=True)
    assert DISABLED not in duties_of(PACK.offences["BNS:85"], has_disability=True)


@pytest.mark.parametrize(("key", "is_due"), [("BNS:76", True), ("BNS:137(2)", True), ("BNS:64(1)", True), ("BNS:74", False),
                                             ("BNS:85", False), ("BNS:77(repeat)", True), ("BNS:77(first)", False)])
def test_a_forensic_visit_from_seven_years_on(key, is_due):
    """BNSS 176(3)."""
    assert (FORENSIC in duties_of(PACK.offences[key])) == is_due


def test_an_attempt_brings_the_duties_of_the_offence():
    """BNSS 173(1) and 184 say: committed or attempted."""
    item = found("attempt_to_rape").items[0]
    assert item.read_with.key == "BNS:64(1)"
    assert {LISTS["woman_officer"].duty, LISTS["medical_in_a_day"].duty} <= set(item.special_duties)


@pytest.mark.parametrize(("facts", "known", "sexual"), [
    ("touched", {}, True), ("false_promise", {}, True), ("attempt_to_rape", {}, True), ("remarks", {"age": 12}, True),
    ("touched", {"occurred_from": OLD, "occurred_to": OLD}, True), ("cruelty", {}, False), ("acid_injury", {}, False),
    ("image_shared", {}, True), ("hurt", {"age": 12}, False), ("obscene_in_public", {}, False)])
def test_sexual_offences_are_known_as_such(facts, known, sexual):
    assert found(facts, **known).is_sexual == sexual


@pytest.mark.parametrize(("facts", "known", "expected"), [
    # nothing cognizable: everything but FIR
    ("property_dispute", {}, INFORMAL),
    ("hurt insult", {}, {"ncr"} | INFORMAL),
    ("second_marriage", {}, {"ncr"} | INFORMAL),
    ("turned_out", {}, INFORMAL),
    # cognizable: FIR first
    ("cruelty", {"informant": "victim"}, {"fir", "zero_fir", "preliminary_enquiry"}),
    ("cruelty hurt insult", {"informant": "victim"}, {"fir", "zero_fir", "preliminary_enquiry"}),
    ("touched", {}, {"fir", "zero_fir", "preliminary_enquiry"}),
    ("followed", {}, {"fir", "zero_fir", "preliminary_enquiry"}),
    # seven years or more, or less than three: no preliminary enquiry
    ("disrobed", {}, {"fir", "zero_fir"}), ("rape", {}, {"fir", "zero_fir"}), ("path_blocked", {}, {"fir", "zero_fir"}),
    ("remarks", {}, {"fir", "zero_fir"}), ("cruelty confined", {"informant": "victim"}, {"fir", "zero_fir"}),
    ("followed convicted_before", {}, {"fir", "zero_fir", "preliminary_enquiry"}),
    ("watched convicted_before", {}, {"fir", "zero_fir"}),
    # who informs is open
    ("cruelty", {}, {"fir", "zero_fir", "preliminary_enquiry"}),
    ("husband_separated", {}, {"fir", "zero_fir"}),
    # children and caste
    ("touched", {"age": 15}, {"fir", "zero_fir"}), ("touched victim_scst", {}, {"fir", "zero_fir"}),
    ("hurt", {"age": 15}, {"ncr", "enquiry", "referral_only", "transfer", "information"}),
    ("maintenance", {"is_minor": True}, {"enquiry", "referral_only", "transfer", "information"}),
])
def test_which_ways_are_open(facts, known, expected):
    assert open_keys(facts, **known) == expected


@pytest.mark.parametrize("facts", sorted(FACTS))
@pytest.mark.parametrize("day", [NOW, OLD])
def test_nothing_informal_is_open_beside_a_cognizable_offence(facts, day):
    """BNSS 173(1), for every fact alone under either code and with every answer to who informs."""
    for informant in ("", *law.INFORMANTS):
        for age in (None, 15):
            candidates = found(facts, occurred_from=day, occurred_to=day, informant=informant, age=age)
            is_open = {way.key for way in ways(candidates) if way.is_open}
            assert ("fir" in is_open) == bool(candidates.is_cognizable)
            assert not (candidates.is_cognizable and is_open & ({"ncr"} | INFORMAL))
            assert bool(why_not_close(candidates)) == bool(candidates.is_cognizable)
            assert not ((candidates.is_sexual or age) and "counselling" in is_open)


@pytest.mark.parametrize(("facts", "key", "known", "sentence"), [
    ("touched", "counselling", {}, open_ways.REGISTER), ("touched", "information", {}, open_ways.REGISTER),
    ("touched", "referral_only", {}, open_ways.REGISTER), ("touched", "enquiry", {}, open_ways.NOT_BEFORE_FIR),
    ("touched", "transfer", {}, open_ways.ZERO_FIR_FIRST), ("touched hurt", "ncr", {}, open_ways.JOINED),
    ("cruelty", "counselling", {}, open_ways.ASK_FIRST), ("cruelty", "ncr", {}, open_ways.ASK_FIRST),
    ("maintenance", "counselling", {"age": 15}, open_ways.NEVER_COUNSELLED),
    ("maintenance", "fir", {}, open_ways.NOTHING_COGNIZABLE), ("maintenance", "ncr", {}, open_ways.NOTHING_AT_ALL),
    ("turned_out", "ncr", {}, open_ways.NOTHING_AT_ALL), ("hurt", "preliminary_enquiry", {}, open_ways.NOTHING_COGNIZABLE),
    ("touched", "preliminary_enquiry", {"age": 15}, open_ways.NOT_UNDER_POCSO),
    ("touched victim_scst", "preliminary_enquiry", {}, open_ways.NOT_UNDER_SCST),
    ("disrobed", "preliminary_enquiry", {}, open_ways.OUTSIDE_WINDOW)])
def test_a_shut_way_says_why(facts, key, known, sentence):
    assert shut(facts, key, **known) == sentence


def test_each_way_asks_what_the_law_needs():
    asks = {way.key: way.asks for way in ways(found("cruelty"))}
    assert list(asks) == list(WAYS)
    assert asks["fir"] == ("informant",) and asks["preliminary_enquiry"] == ("dsp_permission",)
    assert asks["counselling"] == ("her_consent",) and asks["zero_fir"] == ("station_of_place",)
    assert {way.key: way.asks for way in ways(found("touched"))}["fir"] == ()
    assert {ask for part in asks.values() for ask in part} <= open_ways.ASKED.keys()


def test_nothing_is_scored():
    assert not [name for name in dir(rules.Candidate) + dir(rules.Candidates) if "score" in name or "weight" in name]
