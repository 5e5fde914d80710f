"""A terminal: an interactive bash in a pty, and what stands on its screen.

The shell marks in its own output where its prompts, its commands and their
ends are, in the form that terminals know (OSC 133, "semantic prompts") and with
a secret; so all that a command printed is read before its end is. What is typed
is echoed by the terminal, and its echo is found in the output. When a program
reads, and when it rests, is seen in /proc.
"""

import os
import re
import resource
import secrets
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from ..matching import Matcher
from ..transcript import Event, Kind, Outcome
from .processes import descendants, wait_for_end
from .screen import Screen

ECHO = 1.0  # seconds in which an echo comes
PROMPT = 0.2  # seconds in which a prompt comes that the shell has printed
GRACE = 0.2  # seconds of silence after which a program may read, or has said the rest of its traceback
RESTS = 0.01  # seconds in which nothing of a program moves that waits
LONGEST = 4_095  # bytes of a line that a terminal takes
ROWS, COLUMNS = 24, 80

# Marks: A begins a prompt, B ends it, C begins a command's output, D ends it, A2 asks for the rest of a command.
# E is ours, in place of an echo. Whatever PS1 is made to be has its marks at each prompt. With `-b` the end of a job is
# always told: else `wait` passes over those that have ended since the last prompt. No system-wide rc file is read.
_SETUP = (
    r"set -b +H +o history; shopt -u checkwinsize; unset HISTFILE MAILCHECK; PS1='$ ' PS0=$'\e]133;C;KEY\a'"
    r" PS2=$'\e]133;A2;KEY\a> \e]133;B;KEY\a'"
    r""" PROMPT_COMMAND='builtin printf "\e]133;D;%s;KEY\a" "$?" >/dev/tty;"""
    r""" builtin export -n PS1="\e]133;A;KEY\a${PS1//\\e]133;[AB];KEY\\a}\e]133;B;KEY\a"'"""
)
_KEY = secrets.token_hex(8)  # in no program's environment
_MARK = re.compile(rf"\x1b\]133;(A2?|B|C|E|D;(\d+));{_KEY}\x07".encode())

_OURS = "PS0, PS1, PS2 or PROMPT_COMMAND, in which stands how its commands are told apart"
_CHANGES = re.compile(
    r"(?:^|[;&|({]|\b(?:builtin|command|declare|eval|export|unset)\b.*?)\s*"
    r"(?:(trap\b.*\bDEBUG\b)|(?:PS0|PS2|PROMPT_COMMAND)(?:=|\+=|\s*$))"
)
_TRACE = re.compile(r"\++ (?:builtin (?:printf|export) |PS1=)")  # of our own commands: set -x

# What a blocked thread waits in: asm/unistd_64.h on x86-64, asm-generic/unistd.h on aarch64
_X86 = {0: "read", 19: "read", 23: "select", 270: "select", 7: "poll", 271: "poll", 61: "wait", 247: "wait"}
_X86 |= {232: "epoll", 281: "epoll", 441: "epoll"}
_ARM = {63: "read", 65: "read", 72: "select", 73: "poll", 22: "epoll", 441: "epoll", 260: "wait", 95: "wait"}
_CALLS = {"x86_64": _X86, "aarch64": _ARM}.get(os.uname().machine, {})
_READABLE = bool(_CALLS) and os.access("/proc/self/syscall", os.R_OK)  # does this system say so?
_ANY_TTY = os.makedev(5, 0)  # /dev/tty
_HOW = re.compile(rb"^(?:State|\w+_ctxt_switches):\t(\w+)", re.MULTILINE)

reaped: dict[int, int] = {}  # process -> status, of those that ended


class EndedError(Exception):
    """The session is ended before its time."""

    def __init__(self, outcome: Outcome, problem: str = "") -> None:
        super().__init__(problem)
        self.outcome, self.problem = outcome, problem


class Terminal:
    """One terminal; `idle`: its shell waits for a command, `closed`: its shell has ended."""

    def __init__(self, name: str, matcher: Matcher, statuses: list[int], environment: Mapping[str, str]) -> None:
        self.name, self.matcher, self.statuses = name, matcher, statuses
        self.typed = self.ended = 0  # commands
        self.begun = False  # the command has begun, or asks for its rest: else what was typed has not been taken yet
        self.continues = False  # the shell asks for the rest of a command
        self._silent = False  # nothing has come since the command began
        self._twice = False  # PS0 has come twice: see _passes
        self.inline = False  # the screen's line has a beginning that is no output of its own: ^C, a prompt
        self.closed = False
        self.jobs: list[str] = []  # notices that came while a command ran
        self.held: list[tuple[int, str]] = []  # notices that the page doesn't state here: commands typed before, text
        self.unseen: Event | None = None  # what was typed without an echo: the program may still echo it
        self.typing: tuple[Kind, str, bool] = "command", "", True  # what was typed last, and whether it was echoed
        self._bytes = b""  # came, not looked at yet
        # What comes: a "prompt" (or before the first one), what stands behind it until something is typed ("ready"),
        # between a command's "end" and its prompt, else output
        self._zone = "prompt"
        self.screen = Screen()
        self.fd, slave = os.openpty()
        self.device = os.ttyname(slave)
        self._ttys = {Path(self.device).stat().st_rdev, _ANY_TTY}
        termios.tcsetwinsize(self.fd, (ROWS, COLUMNS))
        self._modes = termios.tcgetattr(self.fd)
        self._modes[3] |= termios.NOFLSH  # else Ctrl-C discards output
        termios.tcsetattr(self.fd, termios.TCSANOW, self._modes)
        resource.setrlimit(resource.RLIMIT_CORE, (1, 1))  # no core dumps: not even a pipe gets one of 1 byte
        self.pid = os.posix_spawnp(
            "bash",
            ["bash", "--noprofile", "--norc", "--noediting", "-i"],
            environment,
            file_actions=[(os.POSIX_SPAWN_OPEN, fd, self.device, os.O_RDWR, 0) for fd in (0, 1, 2)],
            setsid=True,
            setsigmask=(),
            setsigdef=signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP},
        )
        os.close(slave)
        os.write(self.fd, _SETUP.replace("KEY", _KEY).encode() + b"\r")
        self._written: dict[tuple[int, int], tuple[bytes, ...]] = {}  # how each thread was when something was typed
        self._still: tuple[object, float] = None, 0.0

    @property
    def called(self) -> str:
        return f"terminal [{self.name}]" if self.name else "the terminal"

    @property
    def over(self) -> bool:
        """Has the last command ended?"""
        return self.ended == self.typed

    @property
    def idle(self) -> bool:
        return self.closed or (self.over and self._zone == "ready")

    def tells(self, line: str) -> bool:
        """Is this the notice of a job? At a prompt, an empty line may stand before it."""
        return self.matcher.tells(line) or (not line and self._zone == "end")

    def ready(self) -> bool:
        """Is it idle, and has its shell taken all that was typed? (It may have no prompt of ours: exec 2>.)"""
        if self._zone not in ("ready", "end") or not self.over or not self._waits_for(self.pid, self.pid):
            return self.closed
        if self._zone == "end" and _READABLE and not select.select([self.fd], [], [], PROMPT)[0]:
            self._zone = "ready"
        return self._zone == "ready"

    def type(self, kind: Kind, text: str) -> None:
        """Type a command, a line or a key; its echo, or the place where that would be, is marked in what comes."""
        keys = bytes([ord(text[1]) & 31]) if kind == "pressed" else text.encode() + b"\r"
        if len(keys) > LONGEST:
            raise EndedError("refused", f"more than {LONGEST:,} bytes in a line: a terminal does not take them")
        if kind == "command":
            if changes := _CHANGES.search(text):
                why = "run a DEBUG trap for what marks its prompts, too" if changes[1] else f"change {_OURS}"
                raise EndedError("refused", f"{self.called} would {why}")
            with suppress(termios.error):  # whatever the one before did to the terminal
                termios.tcsetattr(self.fd, termios.TCSANOW, self._modes)
            self.typed += 1
            self.begun = False
        elif kind == "pressed" and text != "^D":
            with suppress(OSError, termios.error):  # what was typed and not read is forgotten
                slave = os.open(self.device, os.O_RDWR | os.O_NOCTTY)
                termios.tcflush(slave, termios.TCIFLUSH)
                os.close(slave)
        modes = termios.tcgetattr(self.fd)[3]
        self._written = {} if kind == "command" else self._threads()
        self._zone = ""
        self.begun = self.begun and not self.continues
        echo = b""
        if modes & termios.ECHO and (text != "^D" if kind == "pressed" else modes & termios.ICANON):
            echo = text.encode() + b"\r\n" * (kind != "pressed")
        os.write(self.fd, keys)
        until, at = time.monotonic() + ECHO, -1
        while echo and (at := self._bytes.find(echo)) < 0 and time.monotonic() < until and self._come(ECHO):
            pass
        self.typing = kind, text, at >= 0
        at = at if at >= 0 else len(self._bytes)
        self._bytes = self._bytes[:at] + f"\x1b]133;E;{_KEY}\x07".encode() + self._bytes[at + len(echo) :]

    def read(self) -> Iterator[str | int | None]:
        """What is new: lines (str), statuses of commands that ended (int), and where something was typed (None)."""
        self._come(0)
        while mark := _MARK.search(self._bytes):
            before, self._bytes = self._bytes[: mark.start()], self._bytes[mark.end() :]
            yield from self._shows(before)
            yield from self._passes(mark[1].decode())
        at = self._bytes.rfind(b"\x1b")  # a mark may have come in part
        part = at >= 0 and b"\x1b]133;".startswith(self._bytes[at : at + 6]) and len(self._bytes) - at < 40
        before, self._bytes = (self._bytes[:at], self._bytes[at:]) if part else (self._bytes, b"")
        yield from self._shows(before)
        if self.closed and self._zone != "closed":
            self._zone = "closed"
            yield from self._ends()

    def _come(self, seconds: float) -> bool:
        """Wait for bytes; False where none came."""
        if self.closed or not select.select([self.fd], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.fd, 1 << 16)
        except OSError:
            data = b""
        self._bytes += data
        self.closed = not data
        return bool(data)

    def _shows(self, data: bytes) -> Iterator[str]:
        self._silent &= not data
        for line in self.screen.feed(data) if data and self._zone != "prompt" else ():
            if self._twice and not self.matcher.tells(line):
                self._shown()
            self._twice = False
            if _KEY not in line:
                yield line
            elif not _TRACE.match(line):
                self._shown()

    def _shown(self) -> NoReturn:
        raise EndedError("refused", f"{self.called} shows {_OURS}: show less")

    def _passes(self, mark: str) -> Iterator[str | int | None]:
        if mark == "E":
            yield None
        elif mark == "C" and self._silent and not self._twice:
            self._twice = True  # as bash (5.2) prints it when a job ends at that moment; then it tells of the job
        elif not self.over and self.begun and (mark == "A" or (not self.continues and mark in ("A2", "C"))):
            self._shown()  # a shell doesn't print it there; before a command has begun, the last prompt may be late
        elif mark == "A":
            self._zone = "prompt"
        elif mark == "B":
            self._zone = "ready"
        elif mark == "A2":
            self._zone, self.continues, self.begun = "", True, True
        elif self._zone != "prompt":
            if self.over:
                raise EndedError("refused", f"{self.called} did not read all that was typed: its shell ran the rest")
            self.begun, self.continues, self._silent = True, False, mark == "C"
            if mark != "C":
                if self._twice:
                    self._shown()
                yield from self._line()
                self.screen = Screen()
                self.ended += 1
                self._zone = "end"
                yield int(mark[2:])

    def _line(self) -> Iterator[str]:
        """The line that is not whole, as one that is."""
        if line := self.screen.take():
            yield line
        self.inline = False

    def _ends(self) -> Iterator[str | int]:
        """The shell has ended, and all that the last command printed has come."""
        yield from self._line()
        wait_for_end(self.pid, ECHO)
        try:
            status = os.waitpid(self.pid, os.WNOHANG)[1]
        except ChildProcessError:
            status = reaped.get(self.pid, 0)
        if os.WIFSIGNALED(status):
            raise EndedError("refused", f"{self.called} is gone: its shell was killed")
        if self.ended < self.typed:
            self.ended += 1
            yield os.waitstatus_to_exitcode(status)

    def reads(self, silent: float) -> bool:
        """Does the foreground read from the terminal, or wait until it can? Where nobody can say: is it silent?"""
        threads = self._threads()
        reads = any(how != self._written.get(thread) and self._waits_for(*thread) for thread, how in threads.items())
        return reads if _READABLE else silent >= GRACE

    def asleep(self) -> bool:
        """Has every thread of the foreground been waiting for a moment; the shell's, to be told or for a command?"""
        now, threads = time.monotonic(), self._threads()
        if self._still[0] != threads or any(how[0] not in b"SITZXt" for how in threads.values()):
            self._still = threads, now
        own = (self.pid, self.pid) in threads
        waits = not own or any(self._waits_for(self.pid, self.pid, kind) for kind in ("wait", "read"))
        return waits and now >= self._still[1] + RESTS

    def _threads(self) -> dict[tuple[int, int], tuple[bytes, ...]]:
        """Each thread of the foreground: its state, how often it has waited, and how often it was made to."""
        found = {}
        with suppress(OSError):
            group = os.tcgetpgrp(self.fd)
            for pid in [each.pid for each in descendants() if each.group == group]:
                with suppress(OSError):
                    for task in Path(f"/proc/{pid}/task").iterdir():
                        with suppress(OSError):
                            found[pid, int(task.name)] = tuple(_HOW.findall((task / "status").read_bytes()))
        return found

    def _waits_for(self, pid: int, tid: int, kind: str = "read") -> bool:
        """Is a thread blocked in a call of this kind; for "read", for this terminal?"""
        if not _READABLE:
            return True
        try:
            number, *words = Path(f"/proc/{pid}/task/{tid}/syscall").read_text().split()
            call = _CALLS.get(int(number)) if number.isdecimal() else None
            if kind == "wait" or call in (None, "wait"):
                return call == kind
            return any(Path(f"/proc/{pid}/fd/{fd}").stat().st_rdev in self._ttys for fd in _waited(pid, call, words))
        except (OSError, ValueError):
            return False


def _waited(pid: int, call: str | None, words: list[str]) -> Iterator[int]:
    """The descriptors that a blocked call waits to read from."""
    first, second = (int(word, 16) for word in words[:2])
    if call == "read":
        yield first
    elif call in ("select", "poll"):
        with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
            memory.seek(first if call == "poll" else second)
            data = memory.read(min(8 * second if call == "poll" else (first + 63) // 64 * 8, 1 << 16))
        if call == "poll":
            yield from (fd for fd, events, _ in struct.iter_unpack("ihh", data) if events & select.POLLIN and fd >= 0)
        else:
            yield from (fd for fd in range(first) if int.from_bytes(data, sys.byteorder) >> fd & 1)
    elif call == "epoll":
        text = Path(f"/proc/{pid}/fdinfo/{first}").read_text()
        yield from map(int, re.findall(r"^tfd:\s+(\d+)", text, re.MULTILINE))
