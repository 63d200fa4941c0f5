"""Room on the disk: what may wait is refused while there is still room for her entry, and a reserve is kept for the worst."""

import logging
import os
from pathlib import Path

from flask import Flask, current_app, request

from portal.core.errors import NotSaved
from portal.core.words import N_

RESERVE = "reserve.bin"
RESERVE_BYTES = 64 * 2**20
# (level, share of the disk, at most so many bytes): the first whose room is not free any more, the worst last.
LEVELS = (("low", 0.15, 5 * 2**30), ("tight", 0.08, 2 * 2**30), ("last", 0.03, 256 * 2**20))
SENTENCES = {
    "low": N_("The disk of the server is filling up. Tell the administrator."),
    "tight": N_("The disk of the server is nearly full: files and prints are not taken any more, entries still are. Tell the "
                "administrator now."),
    "last": N_("The disk of the server is full to the last reserve. Entries may soon not be saved: keep paper ready, and call "
               "the administrator now."),
}
NO_ROOM = N_("Not saved: the disk of the server is nearly full, and what room is left is kept for entries. Everything can be "
             "read, and complaints are still taken. Call the administrator.")
log = logging.getLogger("portal.space")


def init_app(app: Flask) -> None:
    """Before each request that writes, the reserve is given up if the disk is full to it."""
    app.config.setdefault("SPACE_NEEDED", {level: None for level, *_rest in LEVELS})

    @app.before_request
    def _make_way() -> None:
        if request.method not in ("GET", "HEAD", "OPTIONS") and level() == "last":
            release_reserve()


def level() -> str:
    """An empty text when there is room, else low, tight (no files, no prints) or last (the reserve is given up).

    SPACE_NEEDED of the configuration names bytes for a level where the disk's own share does not fit.
    """
    disk = os.statvfs(_folder())
    free, total, found = disk.f_bavail * disk.f_frsize, disk.f_blocks * disk.f_frsize, ""
    for name, share, most in LEVELS:
        needed = current_app.config["SPACE_NEEDED"].get(name)
        if free < (min(share * total, most) if needed is None else needed):
            found = name
    return found


def keep_for_entries() -> None:
    """Raises NotSaved when what is left of the disk is kept for entries; files and prints ask before they begin."""
    if level() in ("tight", "last"):
        raise NotSaved(NO_ROOM)


def make_reserve(size: int = RESERVE_BYTES) -> bool:
    """Whether the reserve stands: made, if there is ample room for it, or there already."""
    path, disk = _folder() / RESERVE, os.statvfs(_folder())
    if path.exists():
        return True
    if disk.f_bavail * disk.f_frsize < 4 * size:
        return False
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.posix_fallocate(descriptor, 0, size)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return True


def release_reserve() -> None:
    """Gives the reserve up, so that entries go on a while; the next start makes it anew when there is room."""
    path = _folder() / RESERVE
    if path.exists():
        path.unlink(missing_ok=True)
        log.error("the disk is full: the reserve of %d MB was given up", RESERVE_BYTES // 2**20)


def _folder() -> Path:
    return Path(current_app.instance_path)
