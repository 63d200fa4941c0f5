"""A disk that fills up: files and prints wait first, entries come through to the last reserve, and everything can be read."""

import io

import pytest

from portal.core import space
from portal.core.errors import NotSaved
from tests.durability.desk import ENTRY
from tests.factories.matters import complaint, photo

EVERYTHING = 2**62


@pytest.fixture
def needed(app):
    """Says how many bytes a level needs; the disk's real room is compared with that."""
    usual = app.config["SPACE_NEEDED"]

    def set_to(**levels: int) -> None:
        app.config["SPACE_NEEDED"] = {**usual, **levels}

    yield set_to
    app.config["SPACE_NEEDED"] = usual
    space.release_reserve()


def attach(client, made, status: int | None):
    url = f"/complaints/{made.id}/attachments"
    return client.post(url, {**client.get(url).form(url), "files": (io.BytesIO(photo()), "a.jpg")}, status=status,
                       content_type="multipart/form-data")


def test_the_levels_come_one_after_the_other(app, needed):
    assert space.level() == ""
    for name in ("low", "tight", "last"):
        needed(**{name: EVERYTHING})
        assert space.level() == name
    needed(low=EVERYTHING, tight=0, last=0)
    space.keep_for_entries()
    needed(tight=EVERYTHING)
    with pytest.raises(NotSaved):
        space.keep_for_entries()


def test_files_and_prints_wait_while_entries_and_reading_go_on(app, world, sign_in, needed):
    made = complaint(world, until="registered")
    client, url = sign_in("desk_officer"), f"/print/complaint-sheet/{made.id}"
    attach(client, made, 303)
    printed = client.send(url, {"language": "hi"}).location
    needed(tight=EVERYTHING)
    for page in (attach(client, made, None), client.send(url, {"language": "en", "reason": "फिर से चाहिये था"}, status=503)):
        assert page.status == 503 and "सुरक्षित नहीं" in page.words
    client.get(f"/complaints/{made.id}/attachments")
    assert client.get(printed).response.mimetype == "application/pdf"
    client.send("/intake/new", ENTRY, action="/intake/new")
    assert client.get("/").soup.select_one(".band.danger")
    assert client.get("/health").response.get_data().splitlines()[1] == b"space tight"
    needed()
    attach_again = client.send(url, {"language": "en", "reason": "फिर से चाहिये था"})
    assert attach_again.status == 303


def test_the_reserve_is_kept_and_given_up_when_nothing_else_is_left(app, sign_in, needed):
    kept = space._folder() / space.RESERVE
    assert app.test_cli_runner().invoke(args=["files", "reserve"]).exit_code == 0
    assert kept.stat().st_size == space.RESERVE_BYTES and kept.stat().st_mode & 0o777 == 0o600
    client = sign_in("desk_officer")
    needed(tight=EVERYTHING)
    client.post("/session/language", {"csrf_token": client.csrf(), "locale": "hi", "next": "/"})
    assert kept.exists(), "not before the last"
    needed(last=EVERYTHING)
    client.get("/")
    assert kept.exists(), "reading needs none"
    client.send("/intake/new", ENTRY, action="/intake/new")
    assert not kept.exists()


def test_no_reserve_is_made_where_there_is_no_room_for_it(app):
    assert space.make_reserve(2**60) is False
    assert not (space._folder() / space.RESERVE).exists()
