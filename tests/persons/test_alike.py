"""Who is alike: the same phone, house or accused, without anybody being shown; a name alone is not enough."""

from itertools import product

import pytest

from portal.core.db import db
from portal.core.keys import current_vault
from portal.persons.actions import record_person
from portal.persons.models import Person
from portal.persons.queries import find_alike
from portal.persons.rules.names import address_key, is_same_name
from portal.persons.sealing import search_buckets


@pytest.fixture
def person(world, sign_in):
    def make(kind="opposite_party", place="own", **values):
        made = record_person(sign_in.actor("desk_officer", place), current_vault(), values, kind)
        db.session.flush()
        return made.id

    return make


@pytest.fixture
def alike(world, sign_in):
    return lambda *ids: find_alike(sign_in.actor("kendra_incharge").scope, current_vault(), ids)


def test_an_address_is_one_house_in_either_script_and_order():
    assert address_key("मकान 12, गली 3, नमूना नगर") == address_key("Namuna Nagar, gali no. 3, makan 12") != ""
    assert address_key("मकान 13, गली 3, नमूना नगर") != address_key("मकान 12, गली 3, नमूना नगर")
    assert address_key("ग्राम नमूनापुर, पोस्ट अभ्यास, जनपद लखनऊ") == address_key("नमूनापुर अभ्यास लखनऊ")
    assert address_key("ग्राम नमूनापुर") == address_key("") == ""


@pytest.mark.parametrize(("mine", "theirs", "same"), [
    (("रमेश नमूना", ""), ("Ramesh Namuna", ""), True),
    (("रमेश", ""), ("रमेश", ""), False),
    (("रमेश", "श्यामलाल"), ("Ramesh", "Shyamlal"), True),
    (("रमेश", "श्यामलाल"), ("रमेश", "हरिप्रसाद"), False),
    (("", ""), ("", ""), False),
])
def test_a_first_name_alone_is_nobody(mine, theirs, same):
    assert is_same_name(*mine, *theirs) is same


def test_the_same_accused_is_found_by_name_or_phone(person, alike):
    first = person(name="रमेश नमूना")
    by_name, by_phone = person(name="Ramesh Namuna"), person(name="कोई और", phone="9000000777")
    other = person(name="रमेश अन्यथा")
    found = alike(first).signs
    assert found == {by_name: {"accused"}}, other
    second = person(name="दूसरा नाम", phone="9000000777")
    assert alike(second).signs == {by_phone: {"phone", "accused"}}


def test_a_name_is_looked_for_in_its_own_unit_even_where_two_buckets_agree_by_chance(sign_in, person):
    vault, district = current_vault(), sign_in.actor("district_chief").scope
    here = person(name="रमेश नमूना", phone="9000000777")
    own = db.session.get_one(Person, here).unit_id
    other = db.session.get_one(Person, person(place="sibling")).unit_id
    words = ("".join(two) for two in product("कगचजटडतदपबमरलसह", repeat=2))
    name = next(f"नमूना {word}" for word in words
                if search_buckets(vault, own, f"नमूना {word}") & search_buckets(vault, other, f"नमूना {word}"))
    mine, theirs = person(name=name), person(place="sibling", name=name)
    assert find_alike(district, vault, [mine]).signs == {}
    assert find_alike(district, vault, [person(name=name)]).signs == {mine: {"accused"}}, theirs
    by_phone = person(place="sibling", name="कोई और", phone="9000000777")
    assert find_alike(district, vault, [here]).signs == {by_phone: {"phone", "accused"}}


def test_a_woman_is_alike_by_phone_and_house_but_never_by_name(person, alike):
    her = person("woman", name="सुनीता नमूना", phone="9000000778", address="मकान 4, नमूना नगर, अभ्यास")
    person("woman", name="सुनीता नमूना")
    phone = person("woman", name="अ", phone="9000000778")
    house = person("woman", name="ब", address="Makan 4 Abhyas, Namuna Nagar")
    assert alike(her).signs == {phone: {"phone"}, house: {"address"}}


def test_another_unit_says_only_that_the_phone_is_known(person, alike):
    mine = person(name="रमेश नमूना", phone="9000000779")
    assert not alike(mine).exists_outside
    person(name="रमेश नमूना", phone="9000000779", place="sibling")
    found = alike(mine)
    assert found.exists_outside and found.signs == {}
