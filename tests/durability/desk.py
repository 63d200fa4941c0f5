"""A desk officer who sends the entry form from many sides at once, as plain requests without reading pages."""

import http.client
import secrets
import socket
from urllib.parse import urlencode

from flask import Flask

from tests.client import Browser, PageClient

ENTRY = {
    "purpose": "complaint", "channel": "walk_in", "name": "नमूना देवी", "relation": "wife_of", "relative_name": "नमूना राम",
    "age": "32", "address": "ग्राम नमूनापुर", "phone": "9000000001", "may_call": "yes", "nature": "threat",
    "occurred_from_on": "01-11-2026", "place": "नमूना चौराहा", "gist": "पड़ोसी ने रास्ते में रोककर धमकी दी और गाली दी।",
    "relief": "सुरक्षा मिले",
}
SECONDS_TO_ANSWER = 20


class Unanswered(Exception):
    """The server went away before it answered; whether it saved is not known."""


class Desk:
    """A signed-in officer's cookie and the empty entry form, usable by any number of threads."""

    def __init__(self, app: Flask, client: PageClient):
        self.empty = client.get("/intake/new").form("/intake/new")
        self.cookie_name = app.config["SESSION_COOKIE_NAME"]
        self.cookie = client.http.get_cookie(self.cookie_name).value
        self.unit_id = client.officer.unit_id

    def form(self, token: str | None = None, **values: str) -> dict[str, str]:
        """The filled entry form; *token* is its one-time token, by default a new one."""
        return {**self.empty, **ENTRY, "once_token": token or secrets.token_urlsafe(24), **values}

    def send(self, app: Flask, form: dict[str, str]) -> str:
        """Sends *form* to the app inside this process; gives the address of the receipt."""
        client = Browser(app, app.response_class, use_cookies=True)
        client.set_cookie(self.cookie_name, self.cookie)
        answer = client.post("/intake/new", data=form)
        assert answer.status_code == 303, f"{answer.status_code}: {answer.get_data(as_text=True)[-1500:]}"
        return answer.headers["Location"]

    def send_over_network(self, port: int, form: dict[str, str]) -> str:
        """The same to a server on this machine. Raises Unanswered when it is away or goes away."""
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS_TO_ANSWER)
        try:
            line.request("POST", "/intake/new", urlencode(form), {
                "Content-Type": "application/x-www-form-urlencoded", "Cookie": f"{self.cookie_name}={self.cookie}"})
            answer = line.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException) as fault:
            raise Unanswered from fault
        finally:
            line.close()
        assert answer.status == 303, f"the server answered {answer.status}"
        return answer.headers["Location"]


def free_port() -> int:
    """A loopback port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
