"""What the worker process takes away from itself before it reads the first document."""

import ctypes
import os
import resource
import select
import threading

MEMORY_BYTES = 1024**3
OPEN_FILES = 64
WRITTEN_FILE_BYTES = 16 * 1024 * 1024  # the font cache is the only thing it may write

CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
PR_SET_DUMPABLE = 4
PR_SET_NO_NEW_PRIVS = 38


def limit_resources() -> None:
    """Bounds memory, files and core dumps of this process for good (a core dump would hold a record)."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (WRITTEN_FILE_BYTES, WRITTEN_FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def renew_cpu_allowance(seconds: int) -> None:
    """Lets this process use *seconds* of processor time from now on; the kernel kills it after that."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds, resource.RLIM_INFINITY))


def leave_network() -> bool:
    """Moves into an empty network of its own; False where the system does not allow that.

    The closed fetcher is the first fence, this is the second. Must run before any second thread starts.
    """
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
        return libc.unshare(CLONE_NEWNET) == 0 or libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0
    except (OSError, AttributeError):  # not Linux
        return False


def die_with(parent_pipe: int) -> None:
    """Ends this process as soon as the far end of *parent_pipe* closes, even in the middle of a document.

    The usual prctl (PR_SET_PDEATHSIG) is not used: it fires when the *thread* that started us ends, and a
    server that makes a thread for each request would lose its worker after every first print.
    """

    def watch() -> None:
        poll = select.poll()
        poll.register(parent_pipe, 0)  # hang-up is always reported
        poll.poll()
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()
