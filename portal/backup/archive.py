"""The backup file: a compressed tar, sealed in numbered pieces with the vault, so that a lost or swapped piece is noticed."""

import io
import os
import re
import shutil
import tarfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from portal.core.vault import Vault, VaultTampered

PIECE = 1024 * 1024
HEAD = b"MSK-BACKUP-1\n"
# What a backup may hold; anything else in it, a path upwards above all, was not put there by us.
MEMBER = re.compile(r"portal\.(sqlite|pgdump)|files/[0-9a-f]{2}/[0-9a-f]{32}(\.p)?")


class BackupDamaged(RuntimeError):
    """The backup is not whole, or not of these keys."""


class _Sealing(io.RawIOBase):
    """A writable stream that seals what it is given, piece by piece."""

    def __init__(self, target: BinaryIO, vault: Vault, name: str):
        self._target, self._vault, self._name = target, vault, name
        self._waiting, self._number = bytearray(), 0

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:
        self._waiting += data
        while len(self._waiting) > PIECE:
            self._put(bytes(self._waiting[:PIECE]), is_last=False)
            del self._waiting[:PIECE]
        return len(data)

    def finish(self) -> None:
        self._put(bytes(self._waiting), is_last=True)

    def _put(self, content: bytes, is_last: bool) -> None:
        sealed = self._vault.seal("backup", "last" if is_last else "piece", f"{self._name}:{self._number}", content)
        self._target.write(len(sealed).to_bytes(4, "big") + sealed)
        self._number += 1


def write_archive(target: Path, vault: Vault, name: str, members: Iterable[tuple[str, Path]]) -> None:
    """Writes *members* (name in the archive, file) into *target*, synced to the disk. *name* is bound in."""
    with open(target, "xb", opener=_private) as file:
        file.write(HEAD + name.encode().ljust(64)[:64])
        sealing = _Sealing(file, vault, name)
        with tarfile.open(fileobj=sealing, mode="w|gz") as tar:
            for member, path in members:
                try:
                    tar.add(path, arcname=member, recursive=False)
                except FileNotFoundError:  # an attachment whose transaction was undone while we were reading
                    continue
        sealing.finish()
        file.flush()
        os.fsync(file.fileno())


def kept_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """The kept files below *folder* as members of an archive, without those that are still being written."""
    for path in sorted(folder.rglob("*")):
        member = f"files/{path.relative_to(folder).as_posix()}"
        if MEMBER.fullmatch(member):
            yield member, path


def _pieces(source: BinaryIO, vault: Vault) -> Iterator[bytes]:
    if source.read(len(HEAD)) != HEAD:
        raise BackupDamaged("This is no backup of the portal.")
    name = source.read(64).decode(errors="replace").strip()
    number = 0
    while True:
        size = source.read(4)
        if len(size) < 4:
            raise BackupDamaged("The backup ends too early.")
        length = int.from_bytes(size, "big")
        sealed = source.read(length)
        if len(sealed) < length:
            raise BackupDamaged("The backup ends too early.")
        is_last = not source.read(1)
        if not is_last:
            source.seek(-1, io.SEEK_CUR)
        try:
            yield vault.open("backup", "last" if is_last else "piece", f"{name}:{number}", sealed)
        except VaultTampered as fault:
            raise BackupDamaged(f"Piece {number} of the backup was changed, or the keys are not its own.") from fault
        number += 1
        if is_last:
            return


def read_archive(source: Path, vault: Vault, folder: Path) -> None:
    """Unpacks *source* into the empty *folder*. Raises BackupDamaged."""
    unpacked = folder / "archive.tar.gz"
    try:
        with source.open("rb") as file, open(unpacked, "xb", opener=_private) as target:
            for piece in _pieces(file, vault):
                target.write(piece)
        with tarfile.open(unpacked, mode="r:gz") as tar:
            for member in tar:
                _unpack(tar, member, folder)
    finally:
        unpacked.unlink(missing_ok=True)


def _unpack(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    content = tar.extractfile(member) if member.isreg() and MEMBER.fullmatch(member.name) else None
    if content is None:
        raise BackupDamaged("The backup holds what no backup of the portal holds.")
    target = folder / member.name
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(target, "xb", opener=_private) as file:
        shutil.copyfileobj(content, file)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
