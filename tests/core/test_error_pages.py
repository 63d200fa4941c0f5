"""The page of an error gives back what was typed, and never a password or a code."""

from portal.accounts import forms
from portal.core import error_pages


def test_a_refused_page_around_sign_in_keeps_the_number_and_drops_the_secrets(client):
    page = client.post("/sign-in", {"number": "100000001", "password": "बहुत-गुप्त-शब्द", "next": "/complaints"}, status=400)
    kept = page.form("/sign-in")
    assert kept["number"] == "100000001" and kept["next"] == "/complaints"
    assert "password" not in kept and "बहुत-गुप्त-शब्द" not in page.text
    shown = page.soup.select("textarea")
    assert [tag["name"] for tag in shown] == ["number"], "an address that nobody typed goes along unseen"


def test_an_officers_details_survive_a_form_that_was_too_old(sign_in):
    page = sign_in("administrator").post("/officers/new", {
        "name_hi": "परीक्षण नाम", "name_en": "Test Name", "unit_code": "AD-ONE", "csrf_token": "old"}, status=400)
    kept = page.form("/officers/new")
    assert (kept["name_hi"], kept["name_en"], kept["unit_code"]) == ("परीक्षण नाम", "Test Name", "AD-ONE")


def test_every_secret_field_around_sign_in_is_known_as_one(app):
    asked = 0
    for form_class in vars(forms).values():
        for name, field in vars(form_class).items() if isinstance(form_class, type) else ():
            kind = getattr(field, "field_class", None)
            if kind is None:
                continue
            is_secret = kind.__name__ == "PasswordField" or name == "code"
            with app.test_request_context("/sign-in", method="POST"):
                assert error_pages._is_secret(name) == is_secret, name
            asked += is_secret
    assert asked >= 5


def test_outside_sign_in_a_code_is_no_secret(sign_in):
    page = sign_in("administrator").post("/units/new", {"code": "AD-NEW", "csrf_token": "old"}, status=400)
    assert page.form("/units/new")["code"] == "AD-NEW"
