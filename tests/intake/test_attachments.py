"""Files of a complaint: only for those who may open them, each with its verdict, each look in the trail."""

import io

import pytest
from sqlalchemy import select

from portal.audit.models import TrailEntry
from portal.core import attachments
from portal.core.attachments import Attachment
from portal.core.db import db, new_id
from portal.core.keys import current_vault
from portal.core.upload_check import SAY, check_upload
from tests.factories import files
from tests.factories.casefile import matter


@pytest.fixture
def complaint(sign_in):
    return matter(sign_in.actor("desk_officer"))


@pytest.fixture
def photo(complaint):
    """A photo that is attached already."""
    row = attachments.add("complaint", complaint.id, complaint.unit_id, complaint.recorded_by,
                          check_upload("सुनीता.jpg", files.jpeg(exif=True)))
    db.session.commit()
    return row


def send(client, complaint, *sent: tuple[str, bytes], status: int):
    """Sends files by the page's own form."""
    url = f"/complaints/{complaint.id}/attachments"
    form = client.get(url).form(url)
    parts = [(io.BytesIO(content), name) for name, content in sent] or [(io.BytesIO(b""), "")]
    return client.post(url, {**form, "files": parts}, status=status, content_type="multipart/form-data")


def trail_of(complaint) -> list[str]:
    """The actions in the trail about it, in order."""
    db.session.rollback()
    return list(db.session.scalars(select(TrailEntry.action).where(TrailEntry.subject_id == str(complaint.id))
                                   .order_by(TrailEntry.seq)))


def rows_of(complaint) -> list[Attachment]:
    db.session.rollback()
    return list(attachments.list_of("complaint", complaint.id))


def test_several_files_at_once_are_kept_and_written_down(sign_in, complaint):
    client = sign_in("desk_officer")
    page = send(client, complaint, ("एक.jpg", files.jpeg()), ("दो.pdf", files.pdf(2)), status=303)
    rows = rows_of(complaint)
    assert [(row.number, row.media_type) for row in rows] == [(1, "image/jpeg"), (2, "application/pdf")]
    assert trail_of(complaint).count("intake:attachment:added") == 2
    words = client.follow(page).words
    assert "2" in words and "एक.jpg" not in words, "a file is often called by her name"


def test_a_bad_file_gets_its_sentence_and_the_good_one_stays(sign_in, complaint):
    client = sign_in("desk_officer")
    page = send(client, complaint, ("good.png", files.png()), ("चित्र.svg", files.SVG), ("bomb.jpg", files.archive()),
                status=200)
    assert len(rows_of(complaint)) == 1
    assert "चित्र.svg" in page.words and "bomb.jpg" in page.words
    assert trail_of(complaint).count("intake:attachment:added") == 1


def test_only_bad_files_keep_nothing(sign_in, complaint):
    page = send(sign_in("desk_officer"), complaint, ("a.jpg", b"<html>"), status=422)
    assert not rows_of(complaint)
    assert "a.jpg" in page.words


def test_no_file_is_said_beside_the_field(sign_in, complaint):
    page = send(sign_in("desk_officer"), complaint, status=422)
    assert len(page.errors()) == 1


def test_sending_again_keeps_one(sign_in, complaint):
    client, file = sign_in("desk_officer"), ("a.jpg", files.jpeg())
    url = f"/complaints/{complaint.id}/attachments"
    form = client.get(url).form(url)
    for status in (303, 422):
        client.post(url, {**form, "files": [(io.BytesIO(file[1]), file[0])]}, status=status,
                    content_type="multipart/form-data")
    assert len(rows_of(complaint)) == 1


def test_a_full_disk_says_not_saved_and_keeps_nothing(sign_in, complaint, monkeypatch):
    def full(folder) -> None:
        raise OSError(28, "No space left on device")
    client = sign_in("desk_officer")
    monkeypatch.setattr(attachments, "_sync", full)
    send(client, complaint, ("a.jpg", files.jpeg()), status=503)
    monkeypatch.undo()
    assert not rows_of(complaint) and list(attachments.check_files()) == []
    send(client, complaint, ("a.jpg", files.jpeg()), status=303)


def test_a_copy_is_saved_not_run_and_written_down(sign_in, complaint, photo):
    client = sign_in("desk_officer")
    answer = client.get(f"/attachments/{photo.id}/original").response
    assert answer.data == files.jpeg(exif=True)
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="') and "सुनीता" not in str(answer.headers)
    assert answer.headers["Content-Disposition"].endswith('-1.jpg"')
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff" and answer.headers["Cache-Control"] == "no-store"
    shown = client.get(f"/attachments/{photo.id}/preview").response
    assert shown.mimetype == "image/jpeg" and files.PLACE.encode() not in shown.data
    assert trail_of(complaint)[-2:] == ["intake:attachment:downloaded", "intake:attachment:previewed"]


def test_what_the_sender_called_a_file_is_shown_nowhere(sign_in, complaint, photo):
    assert "सुनीता" not in sign_in("desk_officer").get(f"/complaints/{complaint.id}/attachments").words
    assert "सुनीता" not in sign_in("desk_officer").get(f"/complaints/{complaint.id}").words


@pytest.mark.parametrize(("role", "place", "status"), [
    ("desk_officer", "own", 200), ("kendra_incharge", "own", 200), ("sho", "own", 200), ("enquiry_officer", "own", 404),
    ("desk_officer", "sibling", 404), ("sho", "elsewhere", 404), ("circle_officer", "own", 403),
    ("administrator", "own", 403)])
def test_who_reaches_a_file(sign_in, complaint, photo, role, place, status):
    client = sign_in(role, place)
    for url in (f"/attachments/{photo.id}/original", f"/attachments/{photo.id}/preview",
                f"/complaints/{complaint.id}/attachments"):
        client.get(url, status=status)


def test_the_assigned_officer_reaches_it(sign_in, world):
    complaint = matter(sign_in.actor("desk_officer"), officer_id=world.officer("enquiry_officer").user_id)
    send(sign_in("enquiry_officer"), complaint, ("a.jpg", files.jpeg()), status=303)
    sign_in("enquiry_officer").get(f"/attachments/{rows_of(complaint)[0].id}/original")
    sign_in("enquiry_officer", "second").get(f"/attachments/{rows_of(complaint)[0].id}/original", status=404)


def test_an_unknown_file_and_an_unknown_parameter(sign_in, photo):
    client = sign_in("desk_officer")
    client.get(f"/attachments/{new_id()}/original", status=404)
    client.get(f"/attachments/{photo.id}/original?inline=1", status=400)


def test_a_file_that_was_changed_on_the_disk_is_not_given_out(sign_in, photo):
    attachments._path(photo.file_name).write_bytes(current_vault().seal("attachments", "original", "x", b"other"))
    page = sign_in("desk_officer").get(f"/attachments/{photo.id}/original", status=404)
    assert page.is_html


def test_every_refusal_has_a_sentence():
    assert all(sentence.endswith(".") for sentence in SAY.values())
