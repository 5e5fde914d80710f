"""Clients by hand, on raw sockets: those that ask as one should, and those that treat a server ill.

A `Way` says how one speaks to a server; what is below it needs only that, and a function that connects.
"""

import contextlib
import itertools
import os
import select
import socket
import ssl
import struct
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from multiprocessing import connection as mp
from pathlib import Path

PATIENCE = 30  # seconds, for what comes at once unless the machine stands still
TOO_MUCH = 100_000_000
RESET = struct.pack("ii", 1, 0)  # SO_LINGER of no seconds: closing sends a reset
CUT = (ConnectionError, ssl.SSLError)
GONE = select.POLLRDHUP | select.POLLHUP | select.POLLERR

Connect = Callable[[], socket.socket]


class NoAnswerError(AssertionError):
    """A good client has not been answered."""


def to_the_end(sock: socket.socket) -> bytes:
    """All that comes until the other end closes (a reset is an end, too)."""
    data = bytearray()
    with contextlib.suppress(*CUT):
        while part := sock.recv(65536):
            data += part
    return bytes(data)


def say_no_more(sock: socket.socket) -> None:
    with contextlib.suppress(OSError):  # it has closed already
        sock.shutdown(socket.SHUT_WR)


def one_line(sock: socket.socket) -> bytes:
    with sock.makefile("rb") as lines:
        return lines.readline(65536)


@dataclass(frozen=True)
class Way:
    """How one speaks to a server.

    good: a whole message; it is answered. bad: with one bad byte. flood: one that may be sent again and again.
    begin: what makes of a fresh connection one on which messages are sent (TLS, a key); it gets the server's folder.
    """

    good: bytes
    bad: bytes
    ends: bool = False  # a message lasts until its sender has closed its half
    answer: Callable[[socket.socket], bytes] = to_the_end
    flood: bytes = b""
    begin: Callable[[socket.socket, Path], socket.socket] | None = None
    talk: Callable[[Connect], bytes] | None = None  # the whole of a good conversation, if it isn't: good, answer

    def ask(self, connect: Connect) -> bytes:
        """What a good client gets."""
        if self.talk:
            return self.talk(connect)
        with connect() as sock:
            sock.sendall(self.good)
            if self.ends:
                say_no_more(sock)
            return self.answer(sock)


def lines(text: str = "你好", many: bool = True) -> Way:
    """A line, and a line that answers it; whether more lines may follow."""
    good = f"{text}\n".encode()
    long = f"{text * 100}\n".encode() if text.isalpha() else good
    return Way(good, b"\xff" + good, answer=one_line, flood=long if many else b"")


def whole(text: str = "你好") -> Way:
    """A message until the end of the stream, and its answer."""
    return Way(text.encode(), b"\xff" + text.encode(), ends=True)


def a_file(text: str = "你好") -> Way:
    """A byte, and with it a descriptor; a good client gets nothing, but sees how far its file was read."""

    def talk(connect: Connect) -> bytes:
        with connect() as sock, tempfile.TemporaryFile(buffering=0) as file:
            file.write(text.encode())
            file.seek(0)
            socket.send_fds(sock, [b"."], [file.fileno()])
            to_the_end(sock)
            return b"%d" % os.lseek(file.fileno(), 0, os.SEEK_CUR)

    return Way(b".", b"\xff", talk=talk)


def spoken_to() -> Way:
    """It speaks first, or not at all, and closes."""
    return Way(b"", b"\xff")


def http(path: str = "/") -> Way:
    """HTTP: of the answer, the first line."""
    get = f"GET {path} HTTP/1.0\r\n".encode()
    return Way(
        get + b"\r\n", b"\xff" + get + b"\xff: \xff\r\n\r\n", answer=lambda sock: to_the_end(sock).split(b"\r")[0]
    )


def listener(good: bytes, bad: bytes, key: str) -> Way:
    """multiprocessing.connection.Listener: its key, then messages, each after its length."""

    def begin(sock: socket.socket, home: Path) -> socket.socket:
        sock.settimeout(None)
        talking = mp.Connection(sock.detach())
        mp.answer_challenge(talking, (home / key).read_bytes())
        mp.deliver_challenge(talking, (home / key).read_bytes())
        sock = socket.socket(fileno=talking._handle)
        talking._handle = None
        sock.settimeout(PATIENCE)
        return sock

    def pack(data: bytes) -> bytes:
        return struct.pack("!i", len(data)) + data

    return Way(pack(good), pack(bad), answer=to_the_end, begin=begin)


def tls(way: Way) -> Way:
    """The same, inside of TLS; whose certificate it is, isn't asked."""

    def begin(sock: socket.socket, _: Path) -> socket.socket:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return context.wrap_socket(sock)

    return replace(way, begin=begin)


def chat(enter: str = "") -> Way:
    """Whoever has entered (by this line, with a name of one's own in it) hears what others say."""
    numbers = itertools.count()

    def begin(sock: socket.socket, _: Path) -> socket.socket:
        sock.sendall(enter.format(f"guest{next(numbers)}").encode())
        return sock

    def talk(connect: Connect) -> bytes:
        end = time.monotonic() + PATIENCE
        with connect() as one, connect() as other:
            other.settimeout(0.3)
            while time.monotonic() < end:
                one.sendall(b"hello\n")  # again and again: the other may not have entered yet
                with contextlib.suppress(TimeoutError):
                    part = other.recv(65536)
                    if b"hello" in part:
                        return b"heard"
                    if not part:
                        raise NoAnswerError("in a chat, a good client is sent away")
        raise NoAnswerError("in a chat, nobody hears a good client")

    return replace(lines(many=False), begin=begin if enter else None, talk=talk)


# How one treats a server ill: each takes the way, and how to connect; all that it opened is closed in the end.


def a_bad_byte(way: Way, connect: Connect) -> None:
    with connect() as sock, contextlib.suppress(*CUT):
        sock.sendall(way.bad)
        say_no_more(sock)
        to_the_end(sock)


def half(way: Way) -> bytes:
    return way.good[: (len(way.good) + 1) // 2]


def early_closes(way: Way, connect: Connect) -> None:
    for data in (b"", half(way), way.good):
        with connect() as sock, contextlib.suppress(*CUT):
            sock.sendall(data)


def resets(way: Way, connect: Connect) -> None:
    for data in (b"", half(way), way.good, way.flood * 50):
        with connect() as sock, contextlib.suppress(*CUT):
            sock.sendall(data)
            if data == way.good and way.ends:
                say_no_more(sock)
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)


def a_line_without_end(way: Way, connect: Connect) -> None:
    """Until it is cut off; a server that neither reads nor cuts it off is found wanting."""
    piece = b"x" * 65536
    with connect() as sock:
        try:
            for _ in range(TOO_MUCH // len(piece)):
                sock.sendall(piece)
        except TimeoutError:
            raise AssertionError("a line without end is neither read nor cut off") from None
        except CUT:
            return
        say_no_more(sock)
        to_the_end(sock)


def deaf(way: Way, connect: Connect) -> socket.socket:
    """A client that asks and asks, and takes no answer."""
    sock = connect()
    sock.settimeout(0.5)
    with contextlib.suppress(TimeoutError, *CUT):
        for _ in range(100):
            sock.sendall(way.flood * (1_000_000 // len(way.flood)))
    return sock


@contextlib.contextmanager
def that_stay(way: Way, connects: list[Connect], slow: bool) -> Iterator["Staying"]:
    """Clients that say nothing, or do not come to an end, or do not take their answers."""
    with contextlib.ExitStack() as stack:
        socks = {f"silent {number}": stack.enter_context(connect()) for number, connect in enumerate(connects, 1)}
        if way.good:
            socks["slow" if slow else "halfway"] = sock = stack.enter_context(connects[-1]())
            with contextlib.suppress(*CUT):
                sock.sendall(b"x" if slow else half(way))
        yield Staying(socks)


class Staying:
    def __init__(self, socks: dict[str, socket.socket]) -> None:
        self.socks = socks

    def gone(self, milliseconds: int = 0) -> list[str]:
        """Those that the server has sent away; waits so long for another one."""
        poll = select.poll()
        for sock in self.socks.values():
            poll.register(sock, select.POLLRDHUP)
        found = {number for number, event in poll.poll(milliseconds) if event & GONE}
        return [name for name, sock in self.socks.items() if sock.fileno() in found]

    def wait(self, seconds: float) -> None:
        """Until the server has sent all of them away; the slow one says a byte now and then."""
        end = time.monotonic() + seconds
        while self.socks:
            for name in self.gone(300):
                self.socks.pop(name).close()
            if time.monotonic() > end:
                raise AssertionError(f"not sent away: {', '.join(self.socks)}")
            if slow := self.socks.get("slow"):
                with contextlib.suppress(*CUT):
                    slow.sendall(b"x")
