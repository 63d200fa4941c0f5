"""The vault: nothing opens outside its place, no nonce comes twice, and no doubtful key ring is accepted."""

import base64
import json
import os
import stat
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.vault import KEY_ID_BYTES, NONCE_BYTES, KeyRing, KeyRingError, Vault, VaultTampered

ROW = uuid.UUID("01900000-0000-7000-8000-000000000001")
OTHER_ROW = uuid.UUID("01900000-0000-7000-8000-000000000002")
PLACE = ("persons", "identity", ROW)
NONCE = slice(1 + KEY_ID_BYTES, 1 + KEY_ID_BYTES + NONCE_BYTES)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "keys.json"


@pytest.fixture
def ring(path):
    return KeyRing.create(path)


@pytest.fixture
def vault(ring):
    return Vault(ring)


SHARED = Vault(KeyRing("00000001", {"00000001": bytes(range(32))}, bytes(range(32, 64))))


@given(st.binary() | st.text(st.characters(codec="utf-8")))
def test_what_is_sealed_opens_in_its_place(content):
    wanted = content.encode() if isinstance(content, str) else content
    assert SHARED.open(*PLACE, SHARED.seal(*PLACE, content)) == wanted


@pytest.mark.parametrize(
    "elsewhere",
    [("persons", "identity", OTHER_ROW), ("persons", "note", ROW), ("safe_contacts", "identity", ROW),
     ("person", "sidentity", ROW), ("persons", f"identity{str(ROW)[:4]}", str(ROW)[4:])],
)  # fmt: skip
def test_a_sealed_value_does_not_open_elsewhere(vault, elsewhere):
    with pytest.raises(VaultTampered):
        vault.open(*elsewhere, vault.seal(*PLACE, "सुनीता"))


def test_every_flipped_bit_and_every_cut_is_noticed(vault):
    sealed = vault.seal(*PLACE, "सुनीता")
    for position in range(len(sealed) * 8):
        changed = bytearray(sealed)
        changed[position // 8] ^= 1 << position % 8
        with pytest.raises(VaultTampered):
            vault.open(*PLACE, bytes(changed))
    for length in range(len(sealed)):
        with pytest.raises(VaultTampered):
            vault.open(*PLACE, sealed[:length])
    assert vault.open(*PLACE, sealed) == "सुनीता".encode(), "the untouched value still opens"


def test_another_ring_does_not_open_it_even_under_the_same_key_id(ring, vault):
    sealed = vault.seal(*PLACE, "सुनीता")
    for keys in ({ring.current: os.urandom(32)}, {"0badc0de": os.urandom(32)}):
        with pytest.raises(VaultTampered):
            Vault(KeyRing(next(iter(keys)), keys, ring.index_key)).open(*PLACE, sealed)


def test_no_nonce_comes_twice(vault):
    count = 100_000
    assert len({vault.seal(*PLACE, b"x")[NONCE] for _ in range(count)}) == count


def test_nothing_of_the_content_shows(vault):
    sealed = vault.seal(*PLACE, "CANARY-" * 20)
    assert b"CANARY" not in sealed and vault.seal(*PLACE, "CANARY-" * 20) != sealed


def test_a_new_ring_is_private_and_never_overwrites(path, ring):
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(KeyRingError, match="never overwritten"):
        KeyRing.create(path)
    assert KeyRing.load(path) == ring


@pytest.mark.parametrize("mode", [0o604, 0o640, 0o660, 0o644, 0o700, 0o602, 0o601])
def test_a_ring_others_can_reach_is_refused(path, ring, mode):
    path.chmod(mode)
    with pytest.raises(KeyRingError, match="chmod 600"):
        KeyRing.load(path)


def test_a_read_only_ring_is_accepted(path, ring):
    path.chmod(0o400)
    assert KeyRing.load(path) == ring


def test_a_missing_ring_a_link_and_a_folder_are_refused(path, ring, tmp_path):
    link = tmp_path / "link.json"
    link.symlink_to(path)
    for wrong in (tmp_path / "none.json", link, tmp_path):
        with pytest.raises(KeyRingError):
            KeyRing.load(wrong)


def _broken(change):
    def apply(found):
        change(found)
        return json.dumps(found)

    return apply


BROKEN = {
    "empty": lambda found: "",
    "no_json": lambda found: "{",
    "a_list": lambda found: "[]",
    "no_index": _broken(lambda found: found.pop("index")),
    "no_keys": _broken(lambda found: found.pop("keys")),
    "keys_as_list": _broken(lambda found: found.update(keys=[])),
    "unknown_current": _broken(lambda found: found.update(current="ffffffff")),
    "short_index": _broken(lambda found: found.update(index=base64.b64encode(b"short").decode())),
    "short_key": _broken(lambda found: found["keys"].update({found["current"]: "AAAA"})),
    "no_base64": _broken(lambda found: found["keys"].update({found["current"]: "%%%"})),
    "long_key_id": _broken(lambda found: found["keys"].update(aabbccddee=found["keys"][found["current"]])),
    "word_as_key_id": _broken(lambda found: found["keys"].update(keyone=found["keys"][found["current"]])),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_malformed_ring_is_refused_without_showing_keys(path, ring, kind):
    secret = json.loads(path.read_text())["keys"][ring.current]
    path.write_text(BROKEN[kind](json.loads(path.read_text())))
    with pytest.raises(KeyRingError, match="not a key ring") as refusal:
        KeyRing.load(path)
    assert secret not in str(refusal.value) and secret not in repr(ring)


def test_a_wrong_ring_is_noticed_at_start_up(path, ring, tmp_path):
    stored = ring.check_value()
    KeyRing.load(path).confirm(stored)
    other = KeyRing.create(tmp_path / "other.json")
    for wrong in (
        other,
        KeyRing(ring.current, {ring.current: os.urandom(32)}, ring.index_key),
        KeyRing(other.current, other.keys, ring.index_key),
        KeyRing(ring.current, ring.keys, other.index_key),
    ):
        with pytest.raises(KeyRingError, match="another database"):
            wrong.confirm(stored)
    assert not any(key.hex() in stored for key in [*ring.keys.values(), ring.index_key])


def test_a_key_is_added_and_the_old_one_still_opens(path, ring, vault):
    sealed = vault.seal(*PLACE, "सुनीता")
    newer = ring.add_key(path)
    assert KeyRing.load(path) == newer and stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [child.name for child in path.parent.iterdir()] == [path.name], "no copy of the keys is left"
    newer.confirm(ring.check_value())
    with pytest.raises(KeyRingError):
        ring.confirm(newer.check_value())
    rotated = Vault(newer)
    assert rotated.open(*PLACE, sealed) == "सुनीता".encode()
    again = rotated.reseal(*PLACE, sealed)
    assert Vault.key_of(again) == newer.current != Vault.key_of(sealed)
    assert rotated.reseal(*PLACE, again) == again, "a second run changes nothing"
    assert rotated.index("phone", "1") == vault.index("phone", "1"), "what was indexed is still found"
    with pytest.raises(VaultTampered):
        vault.open(*PLACE, again)


def test_a_ring_changed_on_disk_is_not_overwritten(path, ring):
    ring.add_key(path)
    with pytest.raises(KeyRingError, match="Restart"):
        ring.add_key(path)


def test_index_tokens_depend_on_field_value_unit_and_key(ring, vault):
    tokens = {
        vault.index("name", "sunita"),
        vault.index("relative", "sunita"),
        vault.index("name", "sunit"),
        vault.index("name", "sunita", ROW),
        vault.index("name", "sunita", OTHER_ROW),
        Vault(KeyRing(ring.current, ring.keys, os.urandom(32))).index("name", "sunita"),
    }
    assert len(tokens) == 6 and all(len(token) == 8 for token in tokens)
    assert vault.index("name", "sunita", ROW) == Vault(ring).index("name", "sunita", ROW)


def test_a_short_token_is_a_shared_bucket_and_a_long_one_is_not(vault):
    values = [f"value {n}" for n in range(4000)]
    buckets = [vault.index("name", value, bits=6) for value in values]
    assert {len(token) for token in buckets} == {2} and len(set(buckets)) == 64
    assert max(map(buckets.count, set(buckets))) < 3 * 4000 / 64
    assert len({vault.index("phone", value, bits=48) for value in values}) == 4000
