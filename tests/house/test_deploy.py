"""What deploy/ says agrees with the portal, and the local authority vouches for its own names only."""

import re
import subprocess
from pathlib import Path

import pytest

from portal import config

DEPLOY = Path(__file__).parents[2] / "deploy"
PROXY = (DEPLOY / "nginx" / "portal.conf").read_text()


def _make_authority(folder: Path, *names: str) -> subprocess.CompletedProcess:
    command = ["bash", str(DEPLOY / "make-local-authority.sh"), str(folder), *names]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_proxy_lets_the_same_size_through_as_the_portal() -> None:
    limit = re.search(r"client_max_body_size (\d+)m;", PROXY)
    assert limit
    assert int(limit[1]) * 1024 * 1024 == config.MAX_BODY_BYTES


def test_proxy_asks_exactly_the_processes_that_are_started() -> None:
    asked = set(re.findall(r"server 127\.0\.0\.1:(\d+);", PROXY))
    wanted = set(re.findall(r"portal@(\d+)\.service", (DEPLOY / "systemd" / "portal.service").read_text()))
    assert asked == wanted


@pytest.mark.parametrize("unit", sorted((DEPLOY / "systemd").glob("*.service")), ids=lambda path: path.name)
def test_no_unit_runs_as_root_or_leaves_files_open(unit: Path) -> None:
    text = unit.read_text()
    for line in ("User=portal", "UMask=0077", "NoNewPrivileges=yes", "ProtectSystem=strict", "LimitCORE=0"):
        assert f"\n{line}\n" in text, f"{unit.name} lacks {line}"


def test_authority_renews_and_keeps_keys_closed(tmp_path: Path) -> None:
    assert _make_authority(tmp_path, "portal.test", "10.1.2.3").returncode == 0
    authority, first = (tmp_path / "authority.crt").read_bytes(), (tmp_path / "server.crt").read_bytes()
    assert _make_authority(tmp_path, "portal.test", "10.1.2.3").returncode == 0
    assert (tmp_path / "authority.crt").read_bytes() == authority
    assert (tmp_path / "server.crt").read_bytes() != first
    for key in tmp_path.glob("*.key"):
        assert key.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("made_for", "asked"),
    [("portal.test", "other.test"), ("portal.test", "10.9.9.9"), ("10.1.2.3", "portal.test")],
)
def test_authority_vouches_for_nobody_else(tmp_path: Path, made_for: str, asked: str) -> None:
    assert _make_authority(tmp_path, made_for).returncode == 0
    kept = (tmp_path / "server.crt").read_bytes()
    refused = _make_authority(tmp_path, asked)
    assert refused.returncode == 1
    assert "not the ones this authority was made for" in refused.stderr
    assert (tmp_path / "server.crt").read_bytes() == kept
