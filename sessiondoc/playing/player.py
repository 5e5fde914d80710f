"""One session being played: what it says is typed into terminals, when a person would.

The builder is told all that happens.
"""

import copy
import json
import os
import selectors
import socket
import time
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import UTC, datetime
from math import isfinite
from typing import Any, NoReturn

from ..matching import Matcher, matcher, plain
from ..session import Session, Step
from ..transcript import Event, Kind, Mark, Outcome
from . import sandbox
from .folder import Reading
from .processes import Process, descendants, wait_for_end
from .screen import ScreenError, visible
from .terminal import GRACE, RESTS, EndedError, Terminal

SILENCE = 0.5  # seconds after which what says nothing counts as having nothing to say
STATED_SILENCE = 3.0  # the same where stated lines may still come
BUSY = 1.0  # seconds after which Ctrl-C is pressed although the program computes
HELPERS = 5.0  # seconds in which what notes marks ends by itself
LOOK = 0.002  # seconds between two looks at what a program does
NAP = 0.01  # seconds of silence after which it is looked whether anything computes; then after twice as many, and so on
MAX_LINES, MAX_BYTES = 5_000, 1_000_000
MAX_RECORDS = 20_000_000  # bytes


_KINDS: dict[str, Kind] = {"run": "command", "type": "typed", "press": "pressed"}


class Play:
    """One session being played; tells the builder each event as it happens."""

    def __init__(self, session: Session, record: bool, builder: socket.socket, reading: Reading | None) -> None:
        self.session = session
        self._reading = reading  # None: what is read can't be known
        self.record = record  # note what comes, whatever the page states
        self.outcome: Outcome = "ended"
        self._builder = builder
        self._terminals: dict[str, Terminal] = {}
        self._selector = selectors.SelectSelector()  # epoll counts whole milliseconds
        self._selector.register(builder, selectors.EVENT_READ)
        self._step = self._size = self._lines = 0
        self._rests = False
        self._began = self._last = time.monotonic()
        self._looks = self._began + NAP
        if session.options.timeline:  # opened now: whatever the programs put in its place is not followed
            self._records = os.open(sandbox.ROOT / sandbox.RECORDED, os.O_RDONLY)

    def play(self) -> dict[str, Any]:
        """Play all steps; returns what a Transcript says of the run but its events."""
        started, problem = datetime.now(UTC).isoformat(timespec="milliseconds"), ""
        try:
            for index, step in enumerate(self.session.steps):
                self._step = index
                self._type(step)
                while not self._over(step):
                    self._read(LOOK if self.record or self._terminals[step.terminal].over else None)
            for terminal in self._terminals.values():
                self._wait_for_shell(terminal)
            self._last_words()
        except (EndedError, ScreenError) as ended:
            for terminal in self._terminals.values():
                self._tell_jobs(terminal)
                if not terminal.continues:
                    self._unfinished(terminal)
            self.outcome, problem = getattr(ended, "outcome", "refused"), str(ended)
        for terminal in self._terminals.values():
            self._tell_unseen(terminal)
        return {
            "started": started,
            "seconds": round(time.monotonic() - self._began, 3),
            "outcome": self.outcome,
            "problem": problem,
            "read": self._reading and self._reading.judge(),
        }

    def marks(self) -> dict[str, Any]:
        """What the programs' recorders noted, or that it is too much; what is just ending has a moment to say so."""
        until = time.monotonic() + HELPERS
        while (others := self._others()) and time.monotonic() < until:
            for each in others:
                wait_for_end(each.pid, max(0.0, until - time.monotonic()))
        names = {terminal.device: terminal.name for terminal in self._terminals.values()}
        marks = []
        records = os.pread(self._records, MAX_RECORDS + 1, 0)
        if len(records) > MAX_RECORDS:
            problem = f"more than {MAX_RECORDS:,} bytes noted: let the programs do less, or take timeline away"
            return {"marks": [], "outcome": "refused", "problem": problem}
        for line in records.split(b"\n"):
            with suppress(ValueError, TypeError):  # one that is cut or damaged
                at, process, thread, kind, text, on = fields = json.loads(line)
                if [*map(type, fields)] != [float, int, int, str, str, str] or not isfinite(at):
                    continue
                if kind == "print":
                    lines = text.encode(errors="surrogateescape").decode(errors="backslashreplace").split("\n")
                    text = "\n".join(map(visible, lines))
                on = names.get(on) if kind in ("print", "process") else on
                marks.append(asdict(Mark(round(at - self._began, 6), process, thread, kind, text, on)))
        if not any(mark["kind"] == "process" for mark in marks):
            problem = 'no Python noted what timeline="on" draws (-I, -S, -s and PYTHONNOUSERSITE keep it from that):'
            return {"marks": [], "outcome": "refused", "problem": f"{problem} run one without, or take timeline away"}
        return {"marks": marks}

    def _type(self, step: Step) -> None:
        self._last = time.monotonic()
        if step.action != "watch":
            terminal = self._shell(step) if step.action == "run" else self._program(step)
            self._rest(False)
            terminal.type(_KINDS[step.action], step.text)
            self._take(terminal)

    def _program(self, step: Step) -> Terminal:
        """The step's terminal, where a program reads or sleeps, or after so many seconds; before a line of silence.

        Between Python's look for signals and a blocking call, a Ctrl-C is lost until that call returns. A person
        presses it while the program waits.
        """
        terminal, line, began = self._terminals[step.terminal], step.action == "type" or step.text == "^D", self._last
        while not terminal.idle and not (terminal.reads(self._silent) if line else terminal.asleep()):
            if time.monotonic() >= (self._last + STATED_SILENCE if line else began + BUSY):
                break
            self._read(LOOK)
        if terminal.idle:
            what = "^" if step.action == "press" else "<"
            state = "state above it, under its command, the line after which to type"
            self._refuse(step, f"where no command runs any more: {state}, or take `{what}…` away")
        while self._select(0):
            pass
        return terminal

    def _shell(self, step: Step) -> Terminal:
        """The step's terminal, its shell waiting for a command."""
        terminal = self._terminals.get(step.terminal)
        if terminal is None:
            statuses, live = self.session.expected_statuses(step.terminal), matcher(self.session, step.terminal)
            terminal = Terminal(step.terminal, live, statuses, sandbox.environment())
            self._terminals[step.terminal] = terminal
            self._selector.register(terminal.fd, selectors.EVENT_READ, terminal)
        self._wait_for_shell(terminal)
        if terminal.closed:
            self._refuse(step, "whose shell has ended")
        if self._reading:
            self._reading.begins(step.text, all(each.idle for each in self._terminals.values()), self._others)
        return terminal

    def _refuse(self, step: Step, why: str) -> NoReturn:
        line, called = self.session.line + step.line, self._terminals[step.terminal].called
        raise EndedError("refused", f"line {line} types into {called}, {why}")

    def _wait_for_shell(self, terminal: Terminal) -> None:
        """Until it waits for a command."""
        while not terminal.ready():
            self._refuse_rest(terminal)
            self._read(LOOK / 8 if terminal.over else None)

    def _refuse_rest(self, *terminals: Terminal) -> None:
        """End the session where a shell waits for the rest of a command that the page doesn't type."""
        for terminal in terminals:
            if terminal.continues:
                text = f"in {terminal.called} the shell waits for the rest of `{terminal.typing[1]}`"
                raise EndedError("refused", f"{text} (of a quote, a loop, a here-document): type it with `< TEXT`")

    def _over(self, step: Step) -> bool:
        """Is it time to type the next thing?"""
        terminal = self._terminals[step.terminal]
        index = sum(other.terminal == step.terminal for other in self.session.steps[: self._step])
        following = self.session.steps[self._step + 1 :][:1]
        types = any(other.terminal == step.terminal and other.action in ("type", "press") for other in following)
        live, silent = terminal.matcher, self._silent
        most = STATED_SILENCE if step.stated and live.possible else SILENCE
        if terminal.ready():
            left = [each for each in self._others() if each.session == terminal.pid and each.state != "T"]
            return terminal.closed or live.reached(index) or silent > most or not left
        if not terminal.begun or terminal.over or step.status is not None:
            return False
        if self.record and not (step.stated and live.possible and live.reached(index)):
            if types and silent > GRACE and terminal.reads(silent):
                return True
            return silent >= most
        if types and terminal.screen.line and not live.reached(index):  # a prompt, perhaps
            live = self._imagined(terminal, terminal.screen.line)
        return live.reached(index)

    @property
    def _silent(self) -> float:
        """The seconds since something came, or was typed."""
        return time.monotonic() - self._last

    def _others(self) -> list[Process]:
        """All processes that the session started and left, but for its shells."""
        shells = {each.pid for each in self._terminals.values()}
        return [each for each in descendants() if each.pid not in shells]

    def _last_words(self) -> None:
        """After the last command: what its processes still print, until none is left or they have nothing to say."""
        self._last, left = time.monotonic(), False
        while others := self._others() or self._others():  # one look may miss an orphan on its way to us
            said = self.record or self._complete()
            if self._silent > (SILENCE if said and not any(each.state in "RD" for each in others) else STATED_SILENCE):
                break
            self._read(LOOK)
            left = True
        while self._select(RESTS * left if self._complete() else GRACE):  # what was written may be still on its way
            pass

    def _complete(self) -> bool:
        return all(terminal.matcher.complete for terminal in self._terminals.values())

    def _read(self, most: float | None = None) -> None:
        """Wait until something comes, at most so many seconds, and note it; raises EndedError."""
        left = self._began + self.session.options.timeout - time.monotonic()
        if left <= 0:
            self._refuse_rest(*self._terminals.values())
            busy = [terminal.name for terminal in self._terminals.values() if not terminal.idle]
            running = ", ".join(f"[{name}]" if name else "its command" for name in busy)
            raise EndedError("timeout", f"not over after {self.session.options.timeout:g} s; still running: {running}")
        self._select(left if most is None else min(left, most))
        if self.outcome == "disagrees":
            until, terminals = time.monotonic() + 10 * GRACE, self._terminals.values()
            while not all(terminal.idle for terminal in terminals) and time.monotonic() < until:
                if not self._select(GRACE / 2) and all(terminal.asleep() for terminal in terminals):
                    break
            raise EndedError("disagrees")

    def _select(self, timeout: float) -> bool:
        """Wait so long for what is new; is there something? The builder is told when nothing of this computes."""
        until = time.monotonic() + timeout
        while not (ready := self._selector.select(max(0.0, min(until, self._looks) - time.monotonic()))):
            if (now := time.monotonic()) >= self._looks:
                self._rest(all(each.state not in "RD" for each in descendants()), max(NAP, self._silent))
            if now >= until:
                return False
        self._rest(False)
        for key, _ in ready:
            if key.fileobj is self._builder:
                raise SystemExit  # nobody waits for this session any more
            self._take(key.data)
        return True

    def _rest(self, rests: bool, nap: float = NAP) -> None:
        """Tell the builder when it changes whether anything of this computes; after a nap it is looked again."""
        self._looks = time.monotonic() + nap
        if rests != self._rests:
            self._rests = rests
            self._tell({"rests": rests})

    def _take(self, terminal: Terminal) -> None:
        """Note what is new in a terminal; a job's notice when the command has ended, as the reader's shell tells it."""
        for new in terminal.read():
            self._last = time.monotonic()
            if new is None:
                self._typed(terminal)
            elif isinstance(new, int):
                self._tell_jobs(terminal)
                self._note(terminal, "status", status=new)
                if not self.record and new != terminal.statuses[terminal.ended - 1]:
                    self.outcome = "disagrees"
                while terminal.held and terminal.held[0][0] < terminal.typed:
                    self._printed(terminal, terminal.held.pop(0)[1])
            elif terminal.tells(new):
                terminal.jobs.append(new)
                if terminal.over:
                    self._tell_jobs(terminal)
            else:
                self._printed(terminal, new)
        if terminal.closed and terminal.fd in self._selector.get_map():
            self._selector.unregister(terminal.fd)
        if self._lines > MAX_LINES or self._size + len(terminal.screen.line) > MAX_BYTES:
            raise EndedError("refused", f"more than {MAX_LINES:,} lines or {MAX_BYTES:,} bytes of output")

    def _tell_jobs(self, terminal: Terminal) -> None:
        """Note what came of jobs.

        What the page does not state counts with the command that follows: where none does, nobody waits for that
        prompt, and it may come or not.
        """
        while terminal.jobs:
            line = terminal.jobs.pop(0)
            if self.record or self._imagined(terminal, line).possible:
                self._printed(terminal, line)
            else:
                terminal.held.append((terminal.typed, line))

    def _typed(self, terminal: Terminal) -> None:
        """Note what was typed, on the screen's line: behind a prompt, if one stands there."""
        kind, text, echoed = terminal.typing
        asked = terminal.continues and not self._imagined(terminal, terminal.screen.line).possible
        behind = terminal.inline or bool(terminal.screen.line)
        if asked:
            self._note(terminal, "prompt", terminal.screen.take())
        else:
            self._unfinished(terminal)
        self._note(terminal, kind, text, joined=behind and kind != "command", echoed=echoed)
        terminal.inline = kind != "command" and (behind or echoed) and not (kind == "typed" and echoed)

    def _unfinished(self, terminal: Terminal) -> None:
        if terminal.screen.line:
            self._printed(terminal, terminal.screen.take())

    def _imagined(self, terminal: Terminal, line: str) -> Matcher:
        """The terminal's matcher, as it would be if the line came next."""
        imagined = copy.deepcopy(terminal.matcher)
        imagined.feed(line)
        return imagined

    def _printed(self, terminal: Terminal, line: str) -> None:
        joined, terminal.inline = terminal.inline, False
        if joined and terminal.unseen and plain(line) == terminal.unseen.text.rstrip():  # readline's echo, say
            self._tell_unseen(terminal, echoed=True)
        elif plain(line) or not joined:
            self._lines += 1
            self._size += len(line.encode())
            self._note(terminal, "line", line, joined=joined)
            terminal.matcher.feed(line)
            if not self.record and not terminal.matcher.possible:
                self.outcome = "disagrees"

    def _note(self, terminal: Terminal, kind: Kind, text: str = "", echoed: bool = True, **fields: Any) -> None:
        self._tell_unseen(terminal)
        at = round(time.monotonic() - self._began, 4)
        terminal.unseen = Event(at, terminal.name, kind, text, self._step, **fields)
        if echoed:
            self._tell_unseen(terminal, echoed)

    def _tell_unseen(self, terminal: Terminal, echoed: bool = False) -> None:
        if event := terminal.unseen:
            terminal.unseen = None
            self._tell(asdict(replace(event, echoed=echoed)))

    def _tell(self, said: dict[str, Any]) -> None:
        try:
            self._builder.sendall(json.dumps(said).encode() + b"\n")
        except OSError:
            raise SystemExit from None  # nobody waits for this session any more
