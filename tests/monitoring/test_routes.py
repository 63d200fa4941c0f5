"""The first page of the day, for every role."""

import pytest

from portal.access.roles import ROLES


@pytest.mark.parametrize("role", ROLES)
def test_today_opens_for_every_role(sign_in, role):
    page = sign_in(role).get("/")
    assert page.h1


def test_a_stranger_is_sent_to_the_sign_in_page(client):
    assert client.get("/", status=303).location == "/sign-in"


def test_health_answers_without_sign_in(client):
    assert client.get("/health").response.get_data().splitlines() == [b"ok", b"space ok", b"clock ok"]
