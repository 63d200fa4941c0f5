"""Where tests keep databases that need not outlive them: in memory, where a copy costs a fifteenth of what it costs on a disk."""

import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
EVERYBODYS = 0o1777  # PostgreSQL's own user removes its folder there again
ROOM = 2 * 1024**3


def folder_in_memory(prefix: str) -> Path:
    """A new folder of ours in memory; on the disk where a machine has no room for that. Whoever asks for it removes it."""
    is_there = MEMORY.is_dir() and MEMORY.stat().st_mode & EVERYBODYS == EVERYBODYS and shutil.disk_usage(MEMORY).free > ROOM
    return Path(tempfile.mkdtemp(prefix=prefix, dir=MEMORY if is_there else None))
