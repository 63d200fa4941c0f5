"""The language between server and worker: a frame is a JSON head and a body, each with its length."""

import json
import struct
from typing import BinaryIO

_LENGTHS = struct.Struct(">II")
LARGEST_BODY = 64 * 1024 * 1024  # bytes; a register of a whole year stays well below


def write_frame(stream: BinaryIO, head: dict, body: bytes) -> None:
    """Sends one frame. Raises ValueError for a body over LARGEST_BODY, OSError when the other end is gone."""
    if len(body) > LARGEST_BODY:
        raise ValueError("the document is larger than a frame may be")
    head_bytes = json.dumps(head).encode()
    unsent = memoryview(_LENGTHS.pack(len(head_bytes), len(body)) + head_bytes + body)
    while unsent:
        unsent = unsent[stream.write(unsent) :]


def read_frame(stream: BinaryIO) -> tuple[dict, bytes] | None:
    """The next frame; None when the other end closed between frames. Raises EOFError in the middle of one."""
    lengths = _read(stream, _LENGTHS.size)
    if not lengths:
        return None
    if len(lengths) < _LENGTHS.size:
        raise EOFError("the frame broke off")
    head_length, body_length = _LENGTHS.unpack(lengths)
    head, body = _read(stream, head_length), _read(stream, body_length)
    if len(head) < head_length or len(body) < body_length:
        raise EOFError("the frame broke off")
    return json.loads(head), body


def _read(stream: BinaryIO, length: int) -> bytes:
    """*length* bytes, or fewer when the stream ends: an unbuffered pipe gives them in pieces."""
    parts, missing = [], length
    while missing and (part := stream.read(missing)):
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)
