"""Any two custodians bring the key ring back, byte for byte; one alone, strangers' shares and damage do not."""

import base64
import json
import os
import subprocess
import sys
from itertools import combinations

import pytest

from portal.core.escrow import join, split
from portal.core.vault import KeyRing, KeyRingError

RING = b'{"current": "00", "keys": {"00": "AAAA"}}'


@pytest.mark.parametrize("holders", [*combinations((1, 2, 3), 2), (1, 2, 3), (3, 1)])
def test_any_two_give_it_back(holders):
    shares = split(RING)
    assert join([shares[holder] for holder in holders]) == RING


@pytest.mark.parametrize("holder", [1, 2, 3])
def test_one_alone_does_not_not_even_twice(holder):
    share = split(RING)[holder]
    for told in ([share], [share, share]):
        with pytest.raises(KeyRingError, match="different custodians"):
            join(told)


def test_what_one_holds_is_chance():
    """The two parts of a share tell nothing: with the third part free, every ring of that length is equally possible."""
    shares = [json.loads(split(RING)[3])["parts"] for _ in range(200)]
    sums = [bytes(one ^ other for one, other in zip(*(base64.b64decode(part) for part in share.values()), strict=True))
            for share in shares]
    assert len(set(sums)) == 200 and RING not in sums
    assert 0.4 < sum(text[0] < 128 for text in sums) / 200 < 0.6


def changed(share: bytes) -> bytes:
    told = json.loads(share)
    name = next(iter(told["parts"]))
    part = bytearray(base64.b64decode(told["parts"][name]))
    part[3] ^= 1
    told["parts"][name] = base64.b64encode(bytes(part)).decode()
    return json.dumps(told).encode()


@pytest.mark.parametrize(("shares", "says"), [
    (lambda: [split(RING)[1], split(RING)[2]], "do not fit together"),
    (lambda: [split(RING)[1], split(RING + b" ")[2]], "different key rings"),
    (lambda: (lambda told: [changed(told[1]), told[3]])(split(RING)), "do not fit together"),
    (lambda: [split(RING)[1], b"a letter"], "not a share"),
    (lambda: [split(RING)[1], split(RING)[2][:-30]], "not a share")])
def test_what_does_not_belong_together_is_refused(shares, says):
    with pytest.raises(KeyRingError, match=says):
        join(shares())


def flask(instance, *words):
    environment = os.environ | {"PORTAL_INSTANCE": str(instance), "PORTAL_DATABASE_URL": ""}
    return subprocess.run([sys.executable, "-m", "flask", "--app", "wsgi", "keys", *words], env=environment,
                          capture_output=True, text=True, check=False)


def test_the_drill_on_two_machines(tmp_path):
    office, scratch, folder = tmp_path / "office", tmp_path / "scratch", tmp_path / "shares"
    assert flask(office, "ensure").returncode == 0
    assert flask(office, "escrow", str(folder)).returncode == 0
    assert sorted(file.name for file in folder.iterdir()) == ["share-1.json", "share-2.json", "share-3.json"]
    assert all(file.stat().st_mode & 0o777 == 0o600 for file in folder.iterdir())
    assert "empty folder" in flask(office, "escrow", str(folder)).stderr
    done = flask(scratch, "restore", str(folder / "share-1.json"), str(folder / "share-3.json"))
    assert done.returncode == 0, done.stderr
    assert (scratch / "keys.json").read_bytes() == (office / "keys.json").read_bytes()
    assert KeyRing.load(scratch / "keys.json") == KeyRing.load(office / "keys.json")
    again = flask(scratch, "restore", str(folder / "share-1.json"), str(folder / "share-2.json"))
    assert again.returncode == 1 and "never overwritten" in again.stderr
