"""Officers at work: a signed-in client, or the plain Actor value, for any role and place of the test world."""

from flask import Flask

from portal.access.actor import Actor
from portal.accounts.sessions import actor_of
from tests.accounts.sessions import sign_in_as
from tests.client import PageClient
from tests.factories.world import World


class SignIn:
    """Signs officers of the world in without typing passwords; the session behind it is a real one."""

    def __init__(self, app: Flask, world: World):
        self.app, self.world = app, world

    def __call__(self, role: str, place: str = "own") -> PageClient:
        client = PageClient(self.app)
        officer = self.world.officer(role, place)
        sign_in_as(client, officer.user_id, officer.role_held_id)
        client.officer = officer
        return client

    def actor(self, role: str, place: str = "own") -> Actor:
        """The Actor value of the same officer."""
        return actor_of(self.world.officer(role, place).role_held_id)
