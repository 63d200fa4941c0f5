"""People in the database: sealed, versioned, found only in scope, and never joined to one another."""

import json
import shutil
import uuid

import pytest
from sqlalchemy import func, inspect, select, text, update

from portal.audit import trail
from portal.core.errors import InvalidValues, StaleEdit
from portal.core.keys import current_vault
from portal.core.vault import KeyRing, Vault, VaultTampered
from portal.persons import actions, queries, sealing
from portal.persons.models import Person, PersonVersion, SafeContact

SUNITA = {
    "name": "सुनीता CANARYNAME",
    "relation": "wife_of",
    "relative_name": "रमेश CANARYHUSBAND",
    "address": "CANARYLANE 4",
    "village": "CANARYPUR",
    "phone": "9876543243",
    "age_years": 34,
    "gender": "woman",
}


@pytest.fixture
def vault(app):
    return current_vault()


@pytest.fixture
def desk(sign_in):
    return sign_in.actor("desk_officer")


@pytest.fixture
def elsewhere(sign_in):
    return sign_in.actor("desk_officer", "elsewhere")


@pytest.fixture
def sunita(vault, desk):
    return actions.record_person(desk, vault, SUNITA)


def _find(actor, vault, words, **more):
    return queries.find_people(actor.scope, vault, words, **more)


def _ring_with_one_more_key(app, path):
    """A copy of the app's own ring, in a file of the test, with a key more."""
    shutil.copy(app.config["KEY_FILE"], path)
    return KeyRing.load(path).add_key(path)


def _ids(found):
    return [match.person_id for match in found.matches]


def _everything_stored(session) -> bytes:
    session.flush()
    stored = b""
    for table in inspect(session.connection()).get_table_names():
        for row in session.execute(text(f'SELECT * FROM "{table}"')):
            stored += b"|".join(bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for v in row)
    return stored + json.dumps(trail.waiting(), default=str, ensure_ascii=False).encode()


def test_a_recorded_person_opens_again_in_scope_and_nowhere_else(vault, desk, elsewhere, sunita):
    identity = queries.get_identity(desk.scope, vault, sunita.id)
    assert identity.name == SUNITA["name"] and identity.phone == SUNITA["phone"]
    assert queries.get_identity(elsewhere.scope, vault, sunita.id) is None
    assert queries.get_identity(desk.scope, vault, uuid.uuid4()) is None


def test_one_reaches_her_by_an_assigned_matter_only_if_it_is_named(vault, sign_in, sunita):
    enquiry = sign_in.actor("enquiry_officer")
    assert queries.get_identity(enquiry.scope, vault, sunita.id) is None
    hers = select(Person.id).where(Person.id == sunita.id)
    assert queries.get_identity(enquiry.scope, vault, sunita.id, through=hers).name == SUNITA["name"]
    others = select(Person.id).where(Person.id != sunita.id)
    assert queries.get_identity(enquiry.scope, vault, sunita.id, through=others) is None


def test_nothing_that_names_her_lies_in_clear(session, vault, desk, sunita):
    actions.correct_person(desk, vault, sunita, SUNITA | {"name": "CANARYTWO"}, 1, "spelling")
    actions.record_safe_contact(desk, vault, sunita, {"phone": "9123456780", "code_word": "CANARYCODE"})
    stored = _everything_stored(session)
    assert sunita.id.hex.encode() in stored or str(sunita.id).encode() in stored, "the search looks at real rows"
    for secret in ("CANARY", "सुनीता", "9876543243", "9123456780", "snt"):
        assert secret.encode() not in stored, secret


def test_recording_and_correcting_are_in_the_trail(vault, desk, sunita):
    actions.correct_person(desk, vault, sunita, SUNITA, 1)
    actions.record_safe_contact(desk, vault, sunita, {"may_call": "no"})
    ours = [entry for entry in trail.waiting() if entry["subject_id"] == str(sunita.id)]
    assert [entry["action"] for entry in ours] == [
        "persons:person:recorded",
        "persons:person:corrected",
        "persons:contact:recorded",
    ]
    assert {entry["unit_id"] for entry in ours} == {str(desk.unit_id)}


def test_wrong_values_leave_no_row(session, vault, desk):
    with pytest.raises(InvalidValues):
        actions.record_person(desk, vault, SUNITA | {"phone": "12"})
    assert session.scalar(select(func.count()).select_from(Person)) == 0
    with pytest.raises(ValueError, match="no kind"):
        actions.record_person(desk, vault, SUNITA, kind="cat")


@pytest.mark.parametrize("typed", ["Sunita", "Sunita Ramesh", "suneeta", "सुनीता", "Smt. Sunita", "Sunita Canaryname"])
def test_she_is_found_in_either_script_and_stays_closed(vault, desk, sunita, typed):
    found = _find(desk, vault, typed)
    assert _ids(found) == [sunita.id] and not found.exists_outside and not found.is_partial
    match = found.matches[0]
    assert match.label == "सु••• C••• / र••• C••• / …43" and match.field == "name"
    assert "CANARY" not in repr(found) and SUNITA["phone"] not in repr(found)


@pytest.mark.parametrize("typed", ["Sunil", "Sarita", "", "   ", "98765", "%", "2026"])
def test_other_words_find_nobody(vault, desk, sunita, typed):
    assert _find(desk, vault, typed) == queries.Found()


@pytest.mark.parametrize("typed", ["9876543243", "+91 98765 43243", "९८७६५४३२४३"])
def test_a_phone_finds_her_and_outside_says_only_that_it_is_known(vault, desk, elsewhere, sunita, typed):
    here = _find(desk, vault, typed)
    assert _ids(here) == [sunita.id] and here.matches[0].field == "phone" and not here.exists_outside
    assert _find(elsewhere, vault, typed) == queries.Found(exists_outside=True)


def test_a_name_out_of_scope_is_not_even_hinted_at(vault, elsewhere, sunita):
    assert _find(elsewhere, vault, "Sunita") == queries.Found()


@pytest.mark.parametrize("role", ["sho", "circle_officer", "nodal_officer"])
def test_a_supervisor_finds_her_from_above(vault, sign_in, sunita, role):
    above = sign_in.actor(role)
    assert _ids(_find(above, vault, "Sunita")) == [sunita.id]
    assert _ids(_find(above, vault, SUNITA["phone"])) == [sunita.id]


def test_two_women_of_one_name_and_phone_stay_two(vault, desk, sunita):
    other = actions.record_person(desk, vault, SUNITA)
    assert other.id != sunita.id
    assert (
        set(_ids(_find(desk, vault, "Sunita")))
        == set(_ids(_find(desk, vault, SUNITA["phone"])))
        == {
            sunita.id,
            other.id,
        }
    )


def test_kind_narrows_the_search(vault, desk, sunita):
    man = actions.record_person(desk, vault, SUNITA | {"name": "सुनीत"}, kind="opposite_party")
    assert _ids(_find(desk, vault, SUNITA["phone"], kind="opposite_party")) == [man.id]
    assert _ids(_find(desk, vault, "Sunita", kind="woman")) == [sunita.id]


def test_a_crowd_is_cut_and_says_so(vault, desk):
    for _ in range(queries.MOST_MATCHES + 1):
        actions.record_person(desk, vault, {"name": "Rekha", "phone": "9000000001"})
    for typed in ("रेखा", "9000000001"):
        found = _find(desk, vault, typed)
        assert len(found.matches) == queries.MOST_MATCHES and found.is_partial


def test_a_correction_keeps_the_earlier_text_and_finds_only_the_new(session, vault, desk, elsewhere, sunita):
    earlier = bytes(sunita.identity)
    actions.correct_person(desk, vault, sunita, SUNITA | {"name": "Rekha", "phone": "9000000001"}, 1, "misheard")
    version = session.scalars(select(PersonVersion)).one()
    assert bytes(version.identity) == earlier and version.reason == "misheard"
    assert sealing.unseal_identity(vault, version).name == SUNITA["name"]
    assert sunita.version == 2 and queries.get_identity(desk.scope, vault, sunita.id).name == "Rekha"
    assert _ids(_find(desk, vault, "Rekha")) == _ids(_find(desk, vault, "9000000001")) == [sunita.id]
    assert not _find(desk, vault, "Sunita").matches and not _find(desk, vault, SUNITA["phone"]).matches
    assert not _find(elsewhere, vault, SUNITA["phone"]).exists_outside
    actions.correct_person(desk, vault, sunita, SUNITA, 2)
    assert _ids(_find(desk, vault, "Sunita")) == _ids(_find(desk, vault, SUNITA["phone"])) == [sunita.id]


def test_a_stale_correction_changes_nothing(session, vault, desk, sunita):
    actions.correct_person(desk, vault, sunita, SUNITA, 1)
    with pytest.raises(StaleEdit):
        actions.correct_person(desk, vault, sunita, {"name": "Rekha"}, 1)
    assert queries.get_identity(desk.scope, vault, sunita.id).name == SUNITA["name"]
    assert session.scalar(select(func.count()).select_from(PersonVersion)) == 1


def test_the_plan_in_force_is_the_newest_and_its_number_finds_her(session, vault, desk, elsewhere, sunita):
    assert queries.get_safe_contact(desk.scope, vault, sunita.id) is None
    actions.record_safe_contact(desk, vault, sunita, {"phone": "9123456780", "code_word": "किताब"})
    with pytest.raises(StaleEdit):
        actions.record_safe_contact(desk, vault, sunita, {"may_call": "no"})
    actions.record_safe_contact(desk, vault, sunita, {"phone": "9123456781", "hide_from": "सास"}, version=1)
    plan, version = queries.get_safe_contact(desk.scope, vault, sunita.id)
    assert (plan.phone, plan.hide_from, version) == ("9123456781", "सास", 2)
    assert queries.get_safe_contact(elsewhere.scope, vault, sunita.id) is None
    assert _find(desk, vault, "9123456781").matches[0].field == "safe_phone"
    assert not _find(desk, vault, "9123456780").matches
    assert _ids(_find(desk, vault, SUNITA["phone"])) == [sunita.id], "her own number is still hers"
    assert session.scalar(select(func.count()).select_from(SafeContact)) == 2


def test_sealed_values_put_elsewhere_are_noticed(session, vault, desk, sunita):
    other = actions.record_person(desk, vault, {"name": "Rekha"})
    actions.correct_person(desk, vault, sunita, SUNITA | {"name": "नया"}, 1)
    earlier = session.scalars(select(PersonVersion.identity)).one()
    for put in (other.identity, earlier):
        session.execute(update(Person).where(Person.id == sunita.id).values(identity=put))
        session.expire_all()
        with pytest.raises(VaultTampered):
            queries.get_identity(desk.scope, vault, sunita.id)


def test_names_share_buckets_within_a_unit_and_none_across_units(vault, desk, elsewhere):
    one = actions.record_person(desk, vault, SUNITA)
    other = actions.record_person(elsewhere, vault, SUNITA)
    tokens = {
        person.id: sealing.index_of(vault, person.unit_id, queries.get_identity(actor.scope, vault, person.id))
        for person, actor in ((one, desk), (other, elsewhere))
    }
    names = [{token for field, token in each if field == "name"} for each in tokens.values()]
    assert names[0] != names[1], "the same name in two units is not the same bucket"
    assert all(len(token) == 2 and int(token, 16) < 64 for each in names for token in each)
    phones = [{token for field, token in each if field == "phone"} for each in tokens.values()]
    assert phones[0] == phones[1] and all(len(token) == 12 for token in phones[0])


def test_resealing_goes_on_where_it_stopped(session, desk, tmp_path):
    path = tmp_path / "keys.json"
    old = Vault(KeyRing.create(path))
    person = actions.record_person(desk, old, SUNITA)
    actions.correct_person(desk, old, person, SUNITA, 1)
    actions.record_safe_contact(desk, old, person, {"phone": "9123456780"})
    new = Vault(KeyRing.load(path).add_key(path))
    assert [actions.reseal_people(new, most=2) for _ in range(3)] == [2, 1, 0]
    for model in (Person, PersonVersion, SafeContact):
        assert set(session.scalars(select(model.key_id))) == {new.current_key}
    assert queries.get_identity(desk.scope, new, person.id).name == SUNITA["name"]
    assert sealing.unseal_identity(new, session.scalars(select(PersonVersion)).one()).name == SUNITA["name"]
    assert queries.get_safe_contact(desk.scope, new, person.id)[0].phone == "9123456780"
    assert _ids(_find(desk, new, "Sunita")) == [person.id]


def test_the_command_reseals_everything_and_says_how_much(app, session, vault, desk, sunita, tmp_path):
    session.commit()
    assert app.test_cli_runner().invoke(args=["persons", "reseal"]).output == "persons: 0 resealed\n"
    path = tmp_path / "keys.json"
    app.extensions["portal.vault"] = Vault(_ring_with_one_more_key(app, path))
    try:
        assert app.test_cli_runner().invoke(args=["persons", "reseal"]).output == "persons: 1 resealed\n"
        session.expire_all()
        assert queries.get_identity(desk.scope, current_vault(), sunita.id).name == SUNITA["name"]
        assert Vault.key_of(session.get(Person, sunita.id).identity) == current_vault().current_key
    finally:
        app.extensions["portal.vault"] = vault
