"""Rules of accounts: passwords, waits, limits of a sitting, terms of a role."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.access.roles import ROLES
from portal.accounts.passwords import LIST
from portal.accounts.rules import officer, password, session, throttle
from portal.accounts.rules.throttle import Count

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
COMMON = frozenset(LIST.read_text("utf-8").split("\n")) - {""}
GOOD = ("neeli patang ki dor", "सावन की पहली बारिश", "four green kites over water", "tamatar-lahar-44-khidki")
spans = st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=3))


def faults(text, **more):
    return password.faults(text, **{"has_factor": False, "common": COMMON, **more})


@pytest.mark.parametrize("text", GOOD)
def test_a_good_password_is_taken_without_digits_or_signs(text):
    assert faults(text) == []


def test_length_counts_signs_and_a_second_factor_makes_it_shorter():
    assert faults("khidki par tot") == [password.SAY_SHORT]
    assert faults("khidki par tot", has_factor=True) == []
    assert faults("khidki part", has_factor=True) == [password.SAY_SHORT]


def test_up_to_128_bytes_are_taken_and_not_one_more():
    long = "neeli patang ki dor " * 7
    assert faults(long[:128]) == [] and faults(long[:129]) == [password.SAY_LONG]
    assert faults("सावन बारिश " * 5) == [password.SAY_LONG]  # 55 signs, over 128 bytes


@pytest.mark.parametrize("text", [
    "police@thana#2026", "P0lice-St@tion-112", "MissionShakti!!2026", "थाना पुलिस मिशन शक्ति", "missionshaktikendra",
    "Suraksha-Samman-9",
])
def test_words_of_the_house_make_no_password(text):
    assert faults(text), text


def test_own_name_and_number_make_no_password():
    own = ["सुनीता नमूना", "Sunita Namuna", "900012345", "LKO-HZG"]
    for text in ("Sunita.Namuna.900012345", "सुनीता नमूना सुनीता", "lko-hzg-sunita-namuna"):
        assert faults(text) == [] or text == "सुनीता नमूना सुनीता"
        assert faults(text, own_words=own), text


def test_the_bundled_list_is_long_casefolded_and_long_enough_to_matter():
    assert len(COMMON) >= 3000
    assert all(len(one) >= password.LEAST_WITH_FACTOR and one == one.casefold() for one in COMMON)
    assert faults("CorrectHorseBatteryStaple") == [password.SAY_COMMON]


def test_the_list_is_what_its_script_makes():
    from portal.accounts.data.make_common_passwords import made
    assert made() == COMMON


@given(st.lists(st.sampled_from(password.CONTEXT), min_size=1, max_size=6), st.text("0123456789-_@# .", max_size=6))
def test_no_string_of_guessable_words_passes(words, tail):
    assert faults("".join(words) + tail)


@given(st.text(min_size=0, max_size=200))
def test_any_text_gets_a_verdict(text):
    assert isinstance(faults(text, own_words=["", "ab", text[:5]]), list)


def wait_after(tier, tries):
    return tier.closed_until(Count(tries, NOW, NOW)) - NOW


def test_five_tries_are_free_then_the_wait_doubles_up_to_a_quarter_of_an_hour():
    waits = [wait_after(throttle.ACCOUNT, tries).total_seconds() for tries in range(1, 13)]
    assert waits == [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]


@given(st.integers(1, 10**6))
def test_no_number_of_tries_closes_a_door_for_more_than_a_quarter_of_an_hour(tries):
    for tier in (throttle.ACCOUNT, throttle.TERMINAL, throttle.EVERYWHERE):
        assert timedelta(0) <= wait_after(tier, tries) <= timedelta(minutes=15)


@given(st.integers(1, 1000), spans)
def test_a_longer_wait_never_closes_an_open_door(tries, span):
    for tier in (throttle.ACCOUNT, throttle.TERMINAL, throttle.EVERYWHERE, *throttle.FACTOR):
        count = Count(tries, NOW, NOW)
        if throttle.is_open(tier, count, NOW + span):
            assert throttle.is_open(tier, count, NOW + span + timedelta(seconds=1))


@given(st.lists(st.integers(0, 3600), min_size=1, max_size=200))
def test_an_attacker_never_gets_more_second_factor_tries_than_the_windows_hold(pauses):
    counts, now, tried = dict.fromkeys(throttle.FACTOR), NOW, []
    for pause in pauses:
        now += timedelta(seconds=pause)
        if all(throttle.is_open(tier, counts[tier], now) for tier in throttle.FACTOR):
            tried.append(now)
            counts = {tier: throttle.one_more(tier, counts[tier], now) for tier in throttle.FACTOR}
    for tier in throttle.FACTOR:
        # fixed windows: any span of that length touches two of them at most
        assert max(sum(1 for at in tried if start <= at < start + tier.span) for start in tried) <= 2 * tier.limit


def sitting(**more):
    return session.Sitting(**{"step": session.OPEN, "created_at": NOW, "last_active_at": NOW, "is_locked": False,
                              "is_ended": False, **more})


@given(spans, spans, st.booleans(), st.booleans(), st.sampled_from((session.OPEN, session.FACTOR, session.ROLE)))
def test_a_sitting_never_stands_beyond_its_limits(age, quiet, locked, ended, step):
    now, idle = NOW + timedelta(days=4), timedelta(minutes=5)
    one = sitting(step=step, created_at=now - age, last_active_at=now - quiet, is_locked=locked, is_ended=ended)
    state = session.state_of(one, now, idle)
    if ended:
        assert state == "ended"
    elif age >= session.ABSOLUTE:
        assert state == "expired"
    elif state == "standing":
        assert not locked and (step != session.OPEN or quiet < idle)


def test_a_locked_or_idle_sitting_that_is_too_old_is_expired_not_locked():
    old = sitting(created_at=NOW - timedelta(hours=9), is_locked=True)
    assert session.state_of(old, NOW, timedelta(minutes=5)) == "expired"


@given(*[st.booleans()] * 5)
def test_work_opens_only_when_nothing_is_left_to_ask(factor_on, proven, must_change, needs, chosen):
    step = session.next_step(factor_on=factor_on, factor_proven=proven, must_change=must_change, needs_factor=needs,
                             role_chosen=chosen)
    is_open = chosen and not must_change and (proven or not factor_on) and (factor_on or not needs)
    assert (step == session.OPEN) is is_open
    if factor_on and not proven:
        assert step == session.FACTOR  # before anything that a password thief could change


@pytest.mark.parametrize(("target", "kept"), [
    ("/complaints/0190aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee", True), ("/", True), ("/session/mine", True), ("//x", False),
    ("/\\x", False), ("https://x/", False), ("/a?b=1", False), ("/a#b", False), ("/a\n", False), ("", False), (None, False),
    ("/sign-in/code", False), ("/session/end", False), ("/" + "a" * 300, False), ("/a//b", False),
])
def test_only_a_plain_path_of_this_portal_is_gone_back_to(target, kept):
    assert session.safe_path(target) == (target if kept else "")


days = st.dates(date(2026, 1, 1), date(2026, 3, 1))


@given(days, st.none() | days, days, st.none() | days)
def test_two_terms_overlap_exactly_when_a_day_lies_in_both(first, last, other_first, other_last):
    every = [date(2026, 1, 1) + timedelta(days=n) for n in range(61)]
    shared = any(officer.holds_on(first, last, day) and officer.holds_on(other_first, other_last, day) for day in every)
    if (last is None or last >= first) and (other_last is None or other_last >= other_first):
        assert officer.overlaps(first, last, other_first, other_last) is shared


def fault(role="desk_officer", kind="kendra", **more):
    facts = {"is_self": False, "held": [], "from_on": date(2026, 1, 1), "to_on": None, **more}
    return officer.grant_fault(role, kind, facts.pop("from_on"), facts.pop("to_on"), **facts)


def test_who_may_be_given_which_role():
    assert fault() is None
    assert fault(is_self=True) == officer.SAY_NOT_TO_SELF
    assert fault(kind="district") == officer.SAY_WRONG_UNIT and fault(role="king") == officer.SAY_WRONG_UNIT
    assert fault(to_on=date(2025, 1, 1)) == officer.SAY_ENDS_BEFORE
    held = [("desk_officer", True, date(2025, 1, 1), None)]
    assert fault(held=held) == officer.SAY_OVERLAPS
    assert fault(held=[("desk_officer", False, date(2025, 1, 1), None)]) is None
    assert fault(held=[("desk_officer", True, date(2025, 1, 1), date(2025, 12, 31))]) is None


def test_nobody_is_administrator_and_auditor_on_the_same_day_anywhere():
    for mine, new in (("administrator", "auditor"), ("auditor", "administrator")):
        held = [(mine, False, date(2025, 1, 1), None)]
        assert fault(role=new, kind=ROLES[new].held_at[-1], held=held) == officer.SAY_EXCLUDES
        ended = [(mine, False, date(2025, 1, 1), date(2025, 6, 1))]
        assert fault(role=new, kind=ROLES[new].held_at[-1], held=ended) is None


def test_personnel_numbers_are_read_in_any_digits_and_case():
    assert officer.personnel_number(" ९००००१२३४ ") == "900001234"
    assert officer.personnel_number("hg-12a") == "HG-12A"
    for bad in ("", "12", "a b c", "x" * 16, "12;34", "१२"):
        assert officer.personnel_number(bad) == ""


def test_which_roles_need_a_second_factor_is_the_roles_own_word_unless_a_setting_says_otherwise():
    assert "district_chief" in officer.roles_with_second_factor(None)
    assert "desk_officer" not in officer.roles_with_second_factor(None)
    assert officer.roles_with_second_factor("") == frozenset()
    assert officer.roles_with_second_factor("sho  desk_officer") == {"sho", "desk_officer"}
