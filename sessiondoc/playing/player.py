"""The program that plays sessions: `python -m sessiondoc.playing.player FD`.

It is started once, prepares itself, and forks for each session that comes over
the socket FD; the fork, single-threaded, makes its sandbox and plays. Every
terminal is a pty with a small process that stands for its shell: it runs the
commands one by one in the foreground, and marks in the terminal's own output
where each began and ended, with a secret and in the form that terminals know
(OSC 133, "semantic prompts"). So all that a command printed is read before its
end is.
"""

import copy
import fcntl
import json
import os
import pty
import re
import secrets
import select
import selectors
import shutil
import signal
import socket
import struct
import sys
import termios
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

import psutil
from filelock import Timeout
from ptyprocess import PtyProcess

from ..compare import matcher, plain
from ..session import Options, Session, Step, parse
from ..transcript import Event, Mark, Outcome
from . import sandbox
from .folder import Reading

SILENCE = 0.5  # seconds after which, in a recording, an unstated step counts as over
STATED_SILENCE = 3.0  # the same for a step whose stated lines may still come
BUSY = 1.0  # seconds after which Ctrl-C is pressed although the program computes
GRACE = 0.2  # seconds of silence of waiting programs that end a run known to be wrong: the rest of a traceback comes
MAX_LINES, MAX_BYTES = 5_000, 1_000_000
MAX_RECORDS = 20_000_000  # bytes
OVERTIME = 10.0  # seconds past its timeout after which a session is ended that its player has not ended

_COMPUTES = (psutil.STATUS_RUNNING, psutil.STATUS_DISK_SLEEP)  # the latter: it reads a part of its program, say
_TITLE = re.compile(rb"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")  # OSC: titles, links, not on the screen
# What would be invisible, or eaten by Markdown, is shown as Unicode shows it.
_VISIBLE = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\x1b\r"} | {127: 0x2421}


class EndedError(Exception):
    """The session is ended before its time."""

    def __init__(self, outcome: Outcome, problem: str = "") -> None:
        super().__init__(problem)
        self.outcome, self.problem = outcome, problem


class Terminal:
    """A pty, the process that stands for its shell, and what it printed."""

    def __init__(self, session: Session, name: str) -> None:
        self.name = name
        self.matcher = matcher(session, name)
        self.statuses = session.expected_statuses(name)
        self.typed = self.begun = self.ended = 0  # commands
        self.pending = b""  # printed, and no whole line yet
        secret = secrets.token_hex(8).encode()
        self._mark = re.compile(rb"\x1b\]133;(?:C|D;(-?\d+));%s\x07" % secret)
        requests, self._requests = os.pipe()
        pid, fd = pty.fork()
        if pid == 0:
            _shell(requests, secret)
        os.close(requests)
        self.pty = PtyProcess(pid, fd)
        self.pty.closed = True  # else its __del__ sleeps; the sandbox ends everything
        self.device = _device(fd)

    @property
    def idle(self) -> bool:
        return self.ended == self.typed

    def run(self, path: str, argv: list[str]) -> None:
        self.typed += 1
        os.write(self._requests, json.dumps([path, argv]).encode() + b"\n")

    def type(self, text: str) -> None:
        self.pty.write(text.encode() + b"\n")

    def waits(self) -> bool:
        """Does every process in the foreground wait for something?"""
        group = os.tcgetpgrp(self.pty.fd)
        for process in psutil.process_iter():
            with suppress(psutil.Error, ProcessLookupError):
                if os.getpgid(process.pid) == group and process.status() in _COMPUTES:
                    return False
        return True

    def interrupt(self) -> None:
        """Press Ctrl-C. Written as a byte it would discard output not read yet."""
        with suppress(ProcessLookupError):  # it has just ended by itself
            os.killpg(os.tcgetpgrp(self.pty.fd), signal.SIGINT)

    def read(self) -> list[str | int]:
        """What is new: lines (str) and the statuses of commands that ended (int)."""
        try:
            self.pending += self.pty.read(1 << 16)
        except EOFError:
            raise EndedError("refused", f"terminal [{self.name}] is gone: its shell was killed") from None
        news: list[str | int] = []
        while mark := self._mark.search(self.pending):
            before, self.pending = self.pending[: mark.start()], self.pending[mark.end() :]
            *lines, rest = before.split(b"\n")
            news += map(_decode, [*lines, rest] if rest else lines)
            if mark[1] is None:
                self.begun += 1
            else:
                news.append(int(mark[1]))
        *lines, self.pending = self.pending.split(b"\n")
        return news + [_decode(line) for line in lines]

    def prompts(self, step: int) -> bool:
        """Would `step` be reached, were the unfinished line a whole one?"""
        if not self.pending:
            return False
        imagined = copy.deepcopy(self.matcher)
        imagined.feed(_decode(self.pending))
        return imagined.reached(step)


class Play:
    """One session being played; tells the builder each event as it happens."""

    def __init__(self, session: Session, record: bool, builder: socket.socket, reading: Reading | None) -> None:
        self.session = session
        self._reading = reading  # None: what is read can't be known
        self.record = record  # note what comes, whatever the page states
        self.outcome: Outcome = "ended"
        self.problem = ""
        self._builder = builder
        self._terminals: dict[str, Terminal] = {}
        self._selector = selectors.DefaultSelector()
        self._selector.register(builder, selectors.EVENT_READ)
        self._step = self._size = self._lines = 0
        self._began = self._last = time.monotonic()
        if session.options.timeline:  # opened now: whatever the programs put in its place is not followed
            self._records = os.open(sandbox.ROOT / sandbox.RECORDED, os.O_RDONLY)

    def play(self) -> dict[str, Any]:
        """Play all steps; returns what a Transcript says of the run but its events."""
        started = datetime.now(UTC).isoformat(timespec="milliseconds")
        try:
            for index, step in enumerate(self.session.steps):
                if step.action in ("interrupt", "type"):
                    self._end_line(self._terminals[step.terminal], step)
                self._step = index
                self._type(step)
                while not self._over(step):
                    self._read()
            while not self._all_idle():
                self._read()
        except EndedError as ended:
            self.outcome, self.problem = ended.outcome, ended.problem
        return {
            "started": started,
            "seconds": round(time.monotonic() - self._began, 3),
            "outcome": self.outcome,
            "problem": self.problem,
            "read": self._reading and self._reading.judge(),
        }

    def marks(self) -> list[dict[str, Any]]:
        """What the programs' recorders noted; helpers that are just ending have a moment to say so."""
        shells = {terminal.pty.pid for terminal in self._terminals.values()}
        others = [each for each in psutil.Process().children(recursive=True) if each.pid not in shells]
        psutil.wait_procs(others, timeout=5)
        return [asdict(mark) for mark in self._noted()]

    def _noted(self) -> list[Mark]:
        names = {terminal.device: terminal.name for terminal in self._terminals.values()}
        marks = []
        for line in os.pread(self._records, MAX_RECORDS, 0).split(b"\n"):
            with suppress(ValueError, TypeError, AttributeError):  # one that is cut or damaged
                at, process, thread, kind, text, on = fields = json.loads(line)
                if [*map(type, fields)] != [float, int, int, str, str, str]:
                    continue
                at = round(at - self._began, 6)
                if kind == "print":
                    lines = text.encode(errors="surrogateescape").split(b"\n")
                    text = "\n".join(map(_decode, lines))
                if kind in ("print", "process"):
                    on = names.get(on)
                marks.append(Mark(at, process, thread, kind, text, on))
        return marks

    def _type(self, step: Step) -> None:
        self._last = time.monotonic()
        if step.action == "run":
            self._run(step)
            return
        terminal = self._terminals[step.terminal]
        if step.action == "watch":
            return
        if step.action == "type":
            self._note(terminal, "typed", step.text)
            terminal.type(step.text)
        else:
            # Between Python's look for signals and a blocking call, a Ctrl-C is lost until that
            # call returns. A person presses it while the program waits; nothing tells when.
            until = time.monotonic() + BUSY
            while not terminal.waits() and time.monotonic() < until:
                self._select(0.001)
            self._note(terminal, "interrupt")
            terminal.interrupt()

    def _end_line(self, terminal: Terminal, step: Step) -> None:
        """What is typed ends an unfinished line, as its echo does on a screen."""
        if terminal.idle:
            where = f"line {self.session.line + step.line}"
            raise EndedError("refused", f"{where} types into a terminal where no command runs")
        if terminal.pending:
            pending, terminal.pending = terminal.pending, b""
            self._printed(terminal, _decode(pending))

    def _run(self, step: Step) -> None:
        path = shutil.which(step.argv[0], path=sandbox.environment()["PATH"])
        if path is None:
            raise EndedError("refused", f"command not found: {step.argv[0]} (line {self.session.line + step.line})")
        terminal = self._terminals.get(step.terminal)
        if terminal is None:
            terminal = self._terminals[step.terminal] = Terminal(self.session, step.terminal)
            self._selector.register(terminal.pty.fd, selectors.EVENT_READ, terminal)
        while not terminal.idle:
            self._read()
        if self._reading:
            self._reading.begins(step.text, self._all_idle())
        self._note(terminal, "command", step.text)
        terminal.run(path, step.argv)

    def _over(self, step: Step) -> bool:
        """Is it time to type the next thing?"""
        terminal = self._terminals[step.terminal]
        if terminal.idle:
            return True
        if terminal.begun < terminal.typed or step.status is not None:
            return False
        earlier = self.session.steps[: self._step]
        index = sum(other.terminal == step.terminal for other in earlier)
        matcher = terminal.matcher
        if self.record and not (step.stated and matcher.possible and matcher.reached(index)):
            return time.monotonic() >= self._last + self._patience(step)
        return matcher.reached(index) or (self._types_next(step) and terminal.prompts(index))

    def _types_next(self, step: Step) -> bool:
        following = self.session.steps[self._step + 1 :][:1]
        return any(other.terminal == step.terminal and other.action in ("type", "interrupt") for other in following)

    def _patience(self, step: Step) -> float:
        """Seconds of silence after which a step that is only recorded is over."""
        return STATED_SILENCE if step.stated and self._terminals[step.terminal].matcher.possible else SILENCE

    def _all_idle(self) -> bool:
        return all(terminal.idle for terminal in self._terminals.values())

    def _read(self) -> None:
        """Wait until something comes, and note it; raises EndedError."""
        now = time.monotonic()
        ends = [self._began + self.session.options.timeout]
        if now >= ends[0]:
            busy = [terminal.name for terminal in self._terminals.values() if not terminal.idle]
            running = ", ".join(f"[{name}]" if name else "its command" for name in busy)
            raise EndedError("timeout", f"not over after {self.session.options.timeout:g} s; still running: {running}")
        if self.record:
            ends += [end for end in (self._last + SILENCE, self._last + STATED_SILENCE) if end > now]
        self._select(min(ends) - now)
        if self.outcome == "disagrees":
            until = time.monotonic() + 10 * GRACE
            while not self._all_idle() and time.monotonic() < until and (self._select(GRACE) or self._computes()):
                pass
            raise EndedError("disagrees")

    def _computes(self) -> bool:
        """Has a program more to do, although it says nothing?"""
        return not all(terminal.waits() for terminal in self._terminals.values())

    def _select(self, timeout: float) -> bool:
        ready = self._selector.select(timeout)
        for key, _ in ready:
            if key.fileobj is self._builder:
                raise SystemExit  # nobody waits for this session any more
            terminal: Terminal = key.data
            news = terminal.read()
            self._last = time.monotonic()
            for new in news:
                if isinstance(new, str):
                    self._printed(terminal, new)
                else:
                    self._ended(terminal, new)
            if self._lines > MAX_LINES or self._size + len(terminal.pending) > MAX_BYTES:
                raise EndedError("refused", f"more than {MAX_LINES:,} lines or {MAX_BYTES:,} bytes of output")
        return bool(ready)

    def _printed(self, terminal: Terminal, line: str) -> None:
        self._lines += 1
        self._size += len(line.encode())
        self._note(terminal, "line", line)
        terminal.matcher.feed(line)
        self._allow(terminal.matcher.possible)

    def _ended(self, terminal: Terminal, status: int) -> None:
        terminal.ended += 1
        self._note(terminal, "status", status=status)
        self._allow(status == terminal.statuses[terminal.ended - 1])

    def _allow(self, stated: bool) -> None:
        if not stated and not self.record:
            self.outcome = "disagrees"

    def _note(self, terminal: Terminal, kind: Any, text: str = "", status: int | None = None) -> None:
        at = round(time.monotonic() - self._began, 4)
        event = Event(at, terminal.name, kind, text, self._step, status)
        try:
            self._builder.sendall(json.dumps(asdict(event)).encode() + b"\n")
        except OSError:
            raise SystemExit from None  # nobody waits for this session any more


def _device(master: int) -> str:
    """The terminal that belongs to a pty's master, as programs in it see it."""
    if hasattr(os, "ptsname"):  # Python 3.13
        return os.ptsname(master)
    (number,) = struct.unpack("I", fcntl.ioctl(master, 0x80045430, bytes(4)))  # TIOCGPTN, ioctl_tty(2)
    return f"/dev/pts/{number}"


def _decode(line: bytes) -> str:
    line = _TITLE.sub(b"", line.rstrip(b"\r"))
    return line.decode(errors="backslashreplace").translate(_VISIBLE)


def _shell(requests: int, secret: bytes) -> NoReturn:
    """Stand for a terminal's shell: run what comes over `requests`, one by one.

    A command leads neither the terminal's session nor the PID namespace: then it
    behaves as for a reader, to Ctrl-C and when it leaves children behind.
    """
    _default_signals()
    for ignored in (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP, signal.SIGTTOU):
        signal.signal(ignored, signal.SIG_IGN)
    modes = termios.tcgetattr(0)
    modes[3] &= ~termios.ECHO
    termios.tcsetattr(0, termios.TCSANOW, modes)
    termios.tcsetwinsize(0, (24, 80))
    with open(requests) as lines:
        for line in lines:
            path, argv = json.loads(line)
            child = os.fork()
            if child == 0:
                os.setpgid(0, 0)
                os.tcsetpgrp(0, os.getpid())
                _default_signals()
                os.write(1, b"\x1b]133;C;%s\x07" % secret)
                _exec(path, argv)
            _, status = os.waitpid(child, 0)
            os.tcsetpgrp(0, os.getpgrp())
            termios.tcsetattr(0, termios.TCSANOW, modes)  # whatever the command did to them
            os.write(1, b"\x1b]133;D;%d;%s\x07" % (os.waitstatus_to_exitcode(status), secret))
    os._exit(0)


def _exec(path: str, argv: list[str]) -> NoReturn:
    try:
        os.execve(path, argv, sandbox.environment())
    except OSError as error:
        os.write(2, f"{argv[0]}: {error.strerror}\n".encode())
    os._exit(126)  # as shells do


def _default_signals() -> None:
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())


def _reap(*_: object) -> None:
    """As PID 1 (or subreaper) we inherit orphans; a shell reaps its own."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _serve(request: dict[str, Any], builder: socket.socket, namespaces: bool) -> None:
    """Play one session in its sandbox; every event is a line of JSON, the last the outcome."""
    session = parse(**{**request["session"], "options": Options(**request["session"]["options"])})
    source = Path(request["source"]) if request["source"] else None
    where = (source, session.folder, request["python"], request["startup"])
    _set_libraries(request["libraries"])

    def run() -> None:
        signal.signal(signal.SIGCHLD, _reap)
        play = Play(session, request["record"], builder, Reading(Path()) if namespaces else None)
        answer = play.play()
        answer["marks"] = play.marks() if session.options.timeline else []
        builder.sendall(json.dumps(answer).encode() + b"\n")

    def wait(child: int) -> None:
        _guard(child, builder, session.options.timeout)

    if namespaces:
        sandbox.in_namespaces(run, wait, request["places"], *where)
        return
    with sandbox.under_lock(*where, cancelled=lambda: bool(select.select([builder], [], [], 0)[0])):
        child = os.fork()
        if child == 0:
            sandbox.end_with_parent()
            sandbox.adopt_orphans()
            with _ending():
                run()
        wait(child)


def _set_libraries(libraries: str) -> None:
    """Whatever of them the engine's own Python needed has been loaded."""
    os.environ.pop(sandbox.LIBRARIES, None)
    if libraries:
        os.environ[sandbox.LIBRARIES] = libraries


@contextmanager
def _ending() -> Iterator[None]:
    """What is done here ends this process."""
    status = 1
    try:
        yield
        status = 0
    except SystemExit:
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def _guard(child: int, builder: socket.socket, timeout: float) -> None:
    """Wait for the process that plays; end it where it computes past its time, or for nobody any more."""
    ended = os.pidfd_open(child)
    ready = select.select([ended, builder.fileno()], [], [], timeout + OVERTIME)[0]
    gone = builder.fileno() in ready  # the builder says nothing more
    if gone:
        select.select([ended], [], [], GRACE)
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if not ready:
        _answer(builder, "timeout", f"ended: {timeout:g} s were over, and its player still computed")
    elif status and not gone:
        raise OSError(f"the player ended with {os.waitstatus_to_exitcode(status)}")


def _answer(builder: socket.socket, outcome: Outcome, problem: str) -> None:
    """End a session in its player's place, which may have been in the middle of a line."""
    started = datetime.now(UTC).isoformat(timespec="milliseconds")
    answer = {"started": started, "seconds": 0.0, "outcome": outcome, "problem": problem, "marks": []}
    with suppress(OSError):
        builder.sendall(b"\n" + json.dumps(answer).encode() + b"\n")


def _play_for(builder: socket.socket, namespaces: bool) -> None:
    """Play what the builder asks for, and tell it of all that hinders."""
    with builder, builder.makefile() as requests:
        try:
            _serve(json.loads(requests.readline()), builder, namespaces)
        except Timeout:
            pass  # the builder ended while this session waited for its turn
        except OSError as error:
            _answer(builder, "refused", str(error))


def main(control: socket.socket) -> None:
    """Say what holds here, then fork a player for every socket that comes."""
    with control.makefile() as lines:
        asked = json.loads(lines.readline())
    plain("\x1b[31m.\r")  # rich imports late; in a sandbox, /tmp and a library there are covered
    engines = os.environ.get(sandbox.LIBRARIES, "")
    _set_libraries(asked["libraries"])
    refused = sandbox.try_namespaces(asked["python"], asked["places"]) if asked["namespaces"] else "switched off"
    _set_libraries(engines)
    if not refused:
        sandbox.enter_user_namespace()
    control.sendall(json.dumps({"refused": refused}).encode() + b"\n")
    sandbox.adopt_orphans()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel reaps
    while fds := socket.recv_fds(control, 1, 1)[1]:
        if os.fork() == 0:
            control.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            with _ending():
                _play_for(socket.socket(fileno=fds[0]), not refused)
        os.close(fds[0])
    with suppress(ChildProcessError):
        os.wait()  # with SIGCHLD ignored: until all players have ended


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])))
