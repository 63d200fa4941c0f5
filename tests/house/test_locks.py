"""The locks hold what is asked for, each file by its hash, and the two never disagree about a version."""

import re
import subprocess
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
HOW = "make the locks anew: docs/how-to/change-a-dependency.md"


def _asked(name: str) -> list[Requirement]:
    lines = (ROOT / name).read_text().splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith(("#", "-"))]


def _locked(name: str) -> dict[str, set[str]]:
    """Versions by package; one package may have two, for two ages of Python."""
    versions: dict[str, set[str]] = {}
    for package, version in re.findall(r"^([\w.\-\[\]]+)==([^\s;]+)", (ROOT / name).read_text(), re.MULTILINE):
        versions.setdefault(canonicalize_name(package.split("[")[0]), set()).add(version)
    return versions


@pytest.mark.parametrize("name", ["requirements", "requirements-test"])
def test_everything_asked_for_is_locked(name: str) -> None:
    locked = _locked(f"{name}.txt")
    for wish in _asked(f"{name}.in"):
        versions = locked.get(canonicalize_name(wish.name), set())
        assert versions, f"{wish.name} is not in {name}.txt; {HOW}"
        assert all(wish.specifier.contains(version) for version in versions), f"{wish.name}: {HOW}"


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_every_locked_package_has_a_hash_and_no_address(name: str) -> None:
    entries = re.split(r"^(?=[\w.\-\[\]]+==)", (ROOT / name).read_text(), flags=re.MULTILINE)[1:]
    assert entries
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in "".join(entries), f"{name} names a server; {HOW}"


def test_both_locks_agree() -> None:
    portal, tests = _locked("requirements.txt"), _locked("requirements-test.txt")
    differing = {name for name in portal.keys() & tests.keys() if portal[name] != tests[name]}
    assert differing == set(), HOW


def test_a_small_disk_gets_the_lock_without_the_solver_and_nothing_else_changed() -> None:
    left = subprocess.run(["bash", "-c", ". bin/lib/setup.sh && without_solver requirements.txt"], cwd=ROOT, check=True,
                          capture_output=True, text=True).stdout
    packages = {canonicalize_name(name) for name in re.findall(r"^([\w.\-]+)(?:\[[^]]*\])?==", left, re.MULTILINE)}
    assert set(_locked("requirements.txt")) - packages == {"ortools", "pandas", "numpy"}
    assert set(left.splitlines()) < set((ROOT / "requirements.txt").read_text().splitlines())
