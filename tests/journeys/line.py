"""A line between telephone and portal that can be good, dead, or break at random in either direction."""

import random
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

GOOD, DEAD, BAD = "good", "dead", "bad"
RESET = struct.pack("ii", 1, 0)  # close at once and forget what was not delivered: the other side sees a reset


class Line:
    """Listens on a port of its own and hands everything on. *state*: GOOD, DEAD (no byte passes), BAD (each connection may
    be reset after a random number of bytes up or down, so that a question or its answer is lost anywhere)."""

    def __init__(self, port: int, seed: int = 1):
        self.target, self.state, self.resets, self.chance = port, GOOD, 0, random.Random(seed)
        self.open: set[socket.socket] = set()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def set(self, state: str) -> None:
        """The line becomes good, dead or bad; what is open breaks."""
        self.state = state
        for one in list(self.open):
            self._break(one)

    def close(self) -> None:
        """The end of the line."""
        self.set(DEAD)
        self.listener.close()

    def _listen(self) -> None:
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            if self.state == DEAD:
                self._break(near)
                continue
            far = socket.create_connection(("127.0.0.1", self.target))
            self.open |= {near, far}
            limit = {near: None, far: None}
            if self.state == BAD and self.chance.random() < 0.7:
                limit[near if self.chance.random() < 0.5 else far] = self.chance.randrange(6000)
            for source, sink in ((near, far), (far, near)):
                threading.Thread(target=self._carry, args=(source, sink, limit[source]), daemon=True).start()

    def _carry(self, source: socket.socket, sink: socket.socket, limit: int | None) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                if limit is not None and len(data) > limit:
                    sink.sendall(data[:limit])
                    self.resets += 1
                    break
                limit = None if limit is None else limit - len(data)
                sink.sendall(data)
        self._break(source)
        self._break(sink)

    def _break(self, one: socket.socket) -> None:
        self.open.discard(one)
        with suppress(OSError):
            one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        with suppress(OSError):
            one.close()


@contextmanager
def line_to(port: int, seed: int = 1) -> Iterator[Line]:
    """A line to the portal on *port*."""
    made = Line(port, seed)
    try:
        yield made
    finally:
        made.close()
