"""Officers with passwords and second factors, on the real app."""

from dataclasses import dataclass

import pyotp
import pytest

from portal.accounts import passwords, second_factor
from portal.accounts.models import User
from portal.core import clock
from portal.core.db import db
from tests.client import PageClient

PASSWORD = "neeli patang ki dor"


@dataclass
class Door:
    """Ways through the door for tests: each takes a browser."""

    app: object
    world: object

    def browser(self) -> PageClient:
        """Another browser, without any cookie."""
        return PageClient(self.app)

    def user(self, role: str, place: str = "own") -> User:
        """The officer as the database has it now."""
        return db.session.get_one(User, self.world.officer(role, place).user_id, populate_existing=True)

    def with_password(self, role: str, place: str = "own") -> User:
        """The officer, now with the tests' password."""
        user = self.user(role, place)
        user.password_hash = passwords.hash_password(PASSWORD)
        db.session.commit()
        return user

    def with_factor(self, role: str, place: str = "own") -> tuple[User, str]:
        """The officer with password and second factor, and the secret in the telephone."""
        user = self.with_password(role, place)
        secret = second_factor.offer_secret(user)
        assert second_factor.accept_offer(user, code_at(secret, -3)) is False
        assert second_factor.accept_offer(user, code_at(secret, -1))
        db.session.commit()
        return user, secret

    def sign_in(self, browser: PageClient, user: User, password: str = PASSWORD, **more):
        """Types number and password."""
        return browser.send("/sign-in", {"number": user.personnel_no, "password": password}, **more)


def code_at(secret: str, steps_off: int = 0) -> str:
    """The code the telephone shows now, or so many half-minutes later."""
    return pyotp.HOTP(secret).at(int(clock.now().timestamp()) // 30 + steps_off)


@pytest.fixture
def door(app, world) -> Door:
    """The door of the test's app."""
    return Door(app, world)
