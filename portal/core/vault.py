"""The vault: seals identity apart from the case, and makes the keyed tokens by which it is found."""

import base64
import hmac
import json
import os
import secrets
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
KEY_ID_BYTES = 4
NONCE_BYTES = 12
TAG_BYTES = 16
VERSION = b"\x01"
_HEAD = len(VERSION) + KEY_ID_BYTES
_SEPARATOR = b"\x1f"


class KeyRingError(RuntimeError):
    """The key ring cannot be used; the message says to the administrator what to do."""


class VaultTampered(RuntimeError):
    """A sealed value does not fit its place, its key or itself."""


@dataclass(frozen=True, repr=False)
class KeyRing:
    """The keys of one installation: *current* names the key that seals, the older ones still open.

    The file is JSON with base64 keys, readable by its owner alone, kept outside the database and its backups.
    """

    current: str
    keys: Mapping[str, bytes]
    index_key: bytes

    @classmethod
    def create(cls, path: Path) -> "KeyRing":
        """Makes a new ring in a new file; KeyRingError if the file is already there."""
        key_id = secrets.token_hex(KEY_ID_BYTES)
        ring = cls(key_id, {key_id: secrets.token_bytes(KEY_BYTES)}, secrets.token_bytes(KEY_BYTES))
        try:
            write_private(Path(path), ring._as_json())
        except FileExistsError:
            raise KeyRingError(f"{path} is already there. A key ring is never overwritten.") from None
        return ring

    @classmethod
    def load(cls, path: Path) -> "KeyRing":
        """Reads the ring; KeyRingError if it is missing, open to others or not what it should be."""
        try:
            return cls._from_json(_read_private(Path(path)))
        except (ValueError, KeyError, TypeError, AttributeError):
            raise KeyRingError(f"{path} is not a key ring. Bring it back from escrow.") from None

    def add_key(self, path: Path) -> "KeyRing":
        """Writes the ring with one more key, which seals from now on; the file is swapped in one step."""
        path = Path(path)
        if KeyRing.load(path) != self:
            raise KeyRingError(f"{path} holds other keys than the ring in use. Restart, then add the key.")
        key_id = secrets.token_hex(KEY_ID_BYTES)
        ring = KeyRing(key_id, {**self.keys, key_id: secrets.token_bytes(KEY_BYTES)}, self.index_key)
        fresh = path.with_name(f"{path.name}.{key_id}")
        write_private(fresh, ring._as_json())
        fresh.replace(path)
        _sync_folder(path)
        return ring

    def check_value(self) -> str:
        """What the database keeps so that wrong keys are noticed at start-up; it tells nothing about them."""
        marks = {key_id: _derive(key, b"check").hex() for key_id, key in self.keys.items()}
        return json.dumps({"keys": marks, "index": _derive(self.index_key, b"check").hex()}, sort_keys=True)

    def confirm(self, stored: str) -> None:
        """KeyRingError unless every key that *stored* (an earlier check_value) knew is here unchanged."""
        mine, theirs = json.loads(self.check_value()), json.loads(stored)
        if not hmac.compare_digest(mine["index"], theirs["index"]):
            raise KeyRingError("The key ring belongs to another database: its index key differs.")
        for key_id, mark in theirs["keys"].items():
            if not hmac.compare_digest(mine["keys"].get(key_id, ""), mark):
                raise KeyRingError(f"The key ring belongs to another database: key {key_id} does not fit.")

    def _as_json(self) -> bytes:
        keys = {key_id: base64.b64encode(key).decode() for key_id, key in self.keys.items()}
        index = base64.b64encode(self.index_key).decode()
        return json.dumps({"current": self.current, "keys": keys, "index": index}, indent=1).encode()

    @classmethod
    def _from_json(cls, text: bytes) -> "KeyRing":
        found = json.loads(text)
        keys = {key_id: base64.b64decode(key, validate=True) for key_id, key in found["keys"].items()}
        index_key = base64.b64decode(found["index"], validate=True)
        sound = (
            found["current"] in keys
            and all(
                len(key_id) == 2 * KEY_ID_BYTES and bytes.fromhex(key_id).hex() == key_id for key_id in keys
            )
            and all(len(key) == KEY_BYTES for key in [*keys.values(), index_key])
        )
        if not sound:
            raise ValueError
        return cls(found["current"], MappingProxyType(keys), index_key)


class Vault:
    """Seals and opens values with one key ring; a sealed value opens only in the place it was sealed for."""

    def __init__(self, ring: KeyRing) -> None:
        self.current_key = ring.current
        self._ciphers = {key_id: AESGCM(_derive(key, b"seal")) for key_id, key in ring.keys.items()}
        self._index_key = ring.index_key
        self._index_keys: dict[str, bytes] = {}

    def seal(self, table: str, column: str, row_id: object, plaintext: str | bytes) -> bytes:
        """Version byte, key id, nonce, ciphertext with tag (AES-256-GCM, random 96-bit nonce).

        Table, column, row and key are bound in, so that a sealed value cannot be moved to another place.
        """
        content = plaintext.encode() if isinstance(plaintext, str) else plaintext
        head = VERSION + bytes.fromhex(self.current_key)
        nonce = secrets.token_bytes(NONCE_BYTES)
        place = _place(head, table, column, row_id)
        return head + nonce + self._ciphers[self.current_key].encrypt(nonce, content, place)

    def open(self, table: str, column: str, row_id: object, sealed: bytes) -> bytes:
        """The content sealed for exactly this place; VaultTampered if anything about it does not fit."""
        sealed = bytes(sealed)
        cipher = self._ciphers.get(self.key_of(sealed))
        if cipher is None:
            raise VaultTampered(f"{table}.{column} {row_id} was sealed with a key that is not on the ring")
        nonce, rest = sealed[_HEAD : _HEAD + NONCE_BYTES], sealed[_HEAD + NONCE_BYTES :]
        try:
            return cipher.decrypt(nonce, rest, _place(sealed[:_HEAD], table, column, row_id))
        except InvalidTag:
            raise VaultTampered(f"{table}.{column} {row_id} does not fit its place or was changed") from None

    def reseal(self, table: str, column: str, row_id: object, sealed: bytes) -> bytes:
        """The same content under the current key; *sealed* itself if that key already holds it."""
        content = self.open(table, column, row_id, sealed)
        if self.key_of(sealed) == self.current_key:
            return bytes(sealed)
        return self.seal(table, column, row_id, content)

    @staticmethod
    def key_of(sealed: bytes) -> str:
        """The id of the key that sealed a value; VaultTampered if this is no sealed value."""
        if len(sealed) < _HEAD + NONCE_BYTES + TAG_BYTES or bytes(sealed[:1]) != VERSION:
            raise VaultTampered("not a sealed value, or one cut short")
        return bytes(sealed[1:_HEAD]).hex()

    def index(self, field: str, value: str, unit_scope: object = None, *, bits: int = 32) -> str:
        """A keyed token of *value* in hexadecimal: equal values of one field (and unit) give equal tokens.

        *value* is folded by the caller. *bits* is how much of the HMAC is kept: few bits make a bucket that
        many values share and hide how common one value is; many bits tell values apart (docs/why/vault.md).
        """
        key = self._index_keys.get(field)
        if key is None:
            key = self._index_keys[field] = _derive(self._index_key, b"index|" + field.encode())
        message = b"" if unit_scope is None else str(unit_scope).encode()
        digest = hmac.digest(key, message + _SEPARATOR + value.encode(), "sha256")
        kept = int.from_bytes(digest, "big") >> (8 * len(digest) - bits)
        return format(kept, f"0{-(-bits // 4)}x")


def _place(head: bytes, *parts: object) -> bytes:
    """What binds a sealed value to its place; lengths are written out so that no two places look alike."""
    written = [str(part).encode() for part in parts]
    return head + b"".join(len(part).to_bytes(4, "big") + part for part in written)


def _derive(key: bytes, purpose: bytes) -> bytes:
    """A key for one purpose (HKDF-SHA256), so that the same bytes never serve two."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=b"portal|" + purpose).derive(key)


def write_private(path: Path, content: bytes) -> None:
    """Writes a new file that only its owner can read, down to the disk; FileExistsError when it is there."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    _sync_folder(path)


def _sync_folder(path: Path) -> None:
    descriptor = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _read_private(path: Path) -> bytes:
    """The bytes of a plain file that only its owner can touch; checked on the open file, not on its name."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    except FileNotFoundError:
        raise KeyRingError(f"There is no key ring at {path}. Make one, or fetch it from escrow.") from None
    except OSError as problem:
        raise KeyRingError(f"The key ring {path} cannot be opened: {problem.strerror}.") from None
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode) or stat.S_IMODE(mode) & 0o177:
        os.close(descriptor)
        raise KeyRingError(f"The key ring {path} must be a plain file that others cannot reach (chmod 600).")
    with os.fdopen(descriptor, "rb") as file:
        return file.read()
