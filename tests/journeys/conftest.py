"""Fixtures of the journeys: one browser, a portal of practice records made once, a served copy for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import launch
from tests.journeys import practice


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, started once."""
    with launch() as started:
        yield started


@pytest.fixture(scope="session")
def filled(tmp_path_factory) -> tuple[Path, dict[str, list[str]]]:
    """A portal of practice records and the numbers of its officers."""
    folder = tmp_path_factory.mktemp("practice") / "filled"
    return folder, practice.make(folder)


@pytest.fixture
def portal(filled, tmp_path) -> Iterator[practice.Practice]:
    """A served copy of the practice portal."""
    folder, numbers = filled
    with practice.serve(folder, numbers, tmp_path / "portal", IDLE_SECONDS=600) as served:
        yield served
