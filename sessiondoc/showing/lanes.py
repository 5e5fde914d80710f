"""What programs' recorders noted -> lanes: processes, threads, and what each did. Pure.

Every printed line of the transcript is one line of one lane; those that no
recorded write explains have a lane of their own. All times are seconds since
the session began.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, takewhile, zip_longest
from math import inf
from typing import Literal, NamedTuple

from ..matching import plain
from ..transcript import Mark, Transcript

Kind = Literal["line", "sleep", "wait", "hold", "put", "get"]
HELPERS = ("forkserver", "resource_tracker")  # processes that multiprocessing starts for itself


@dataclass(eq=False)
class Item:
    """Something on a lane, from `begin` to `end` (None: not over when the records end).

    `on` names the lock or the queue, `times` says how often a lock is held; `failed`: it was given up.
    """

    kind: Kind
    begin: float
    end: float | None = None
    text: str = ""
    on: str = ""
    failed: bool = False
    times: int = 1

    @property
    def last(self) -> float:
        """The last moment that is known of it."""
        return self.begin if self.end is None else self.end

    @property
    def done(self) -> bool:
        return self.end is not None and not self.failed


@dataclass(eq=False)
class Lane:
    """A process, a thread, or what is of unknown origin ("unknown").

    `end` is None where nothing says that it ended; `with_process`: it is a thread that ended because its process
    did. `full`: when so much had been noted that from then on nothing was but its end.
    """

    kind: Literal["process", "thread", "unknown"]
    label: str
    begin: float
    end: float | None = None
    terminal: str | None = ""
    number: int = 0
    with_process: bool = False
    items: list[Item] = field(default_factory=list)
    threads: list["Lane"] = field(default_factory=list)

    @property
    def helper(self) -> bool:
        """Is it a process that multiprocessing started for itself?"""
        return self.kind == "process" and self.label in HELPERS

    @property
    def gap(self) -> bool:
        """Is there a part of it of which nothing is known?"""
        return self.end is None

    @property
    def last(self) -> float:
        """The last moment at which it is known to have been there."""
        return max([self.begin, self.end or 0, *(item.last for item in self.items)])

    def of(self, *kinds: Kind) -> list[Item]:
        return [item for item in self.items if item.kind in kinds]


class _Piece(NamedTuple):
    """What a thread wrote of a line, in one go; with its end, if that came too."""

    at: float
    lane: Lane
    text: str


class _Reader:
    """Goes through the marks in order and builds the lanes."""

    def __init__(self) -> None:
        self.processes: list[Lane] = []
        self.written: dict[str, dict[int, list[_Piece]]] = defaultdict(lambda: defaultdict(list))  # terminal, process
        self._last: dict[int, Lane] = {}  # process of each number
        self._threads: dict[int, dict[int, Lane]] = {}  # of that
        self._held: dict[str, Item] = {}
        self._names: dict[str, str] = {}

    def read(self, mark: Mark) -> None:
        match mark.kind:
            case "process":
                self._process(mark)
            case "thread":
                self._thread(mark, mark.text)
            case "named":
                self._lane(mark).label = mark.text
            case "thread ended":
                self._lane(mark).end = mark.at
            case "ended":
                for lane in _all(self._last.get(mark.process)):
                    if lane.end is None:
                        lane.end, lane.with_process = mark.at, lane.kind == "thread"
            case "print" if mark.on is not None:
                pieces = [_Piece(mark.at, self._lane(mark), text) for text in re.findall(r".*\n|.+", mark.text)]
                self.written[mark.on][mark.process] += pieces
            case "unlock" if held := self._held.get(self._name(mark)):
                held.times -= 1
                if not held.times:
                    held.end = mark.at
                    del self._held[held.on]
            case "lock" | "sleep" | "put" | "get":
                kind: Kind = "wait" if mark.kind == "lock" else mark.kind
                self._lane(mark).items.append(Item(kind, mark.at, on=self._name(mark)))
            case _ if " " in mark.kind:
                self._over(mark)

    def _process(self, mark: Mark) -> None:
        lane = self._last.get(mark.process)
        if lane is None or lane.end is not None:
            lane = self._last[mark.process] = Lane("process", mark.text, mark.at, number=mark.process)
            self.processes.append(lane)
            self._threads[mark.process] = {}
        lane.label, lane.terminal = mark.text, mark.on  # with exec, those of another program in the same process
        self._threads[mark.process][mark.thread] = lane

    def _thread(self, mark: Mark, name: str) -> Lane:
        if mark.process not in self._last:  # its beginning is lost
            self._process(Mark(mark.at, mark.process, 0, "process", f"{mark.process}"))
        lane = self._threads[mark.process][mark.thread] = Lane("thread", name, mark.at)
        self._last[mark.process].threads.append(lane)
        return lane

    def _lane(self, mark: Mark) -> Lane:
        return self._threads.get(mark.process, {}).get(mark.thread) or self._thread(mark, "没有名字")

    def _over(self, mark: Mark) -> None:
        """The end of a sleep, a put, a get, or of waiting for a lock, which is then held."""
        kind, _, how = mark.kind.partition(" ")
        lane, open_ = self._lane(mark), ("wait" if kind == "lock" else kind, self._name(mark), None)
        item = next((each for each in reversed(lane.items) if (each.kind, each.on, each.end) == open_), None)
        if item is None:
            return
        item.end, item.failed = mark.at, how == "failed"
        if kind == "lock" and not item.failed:
            held = self._held.get(item.on)
            if held and held in lane.items:
                held.times += 1
            else:
                self._held[item.on] = Item("hold", mark.at, on=item.on)
                lane.items.append(self._held[item.on])

    def _name(self, mark: Mark) -> str:
        """What a lock or a queue is called: they have no names of their own."""
        what = "锁" if "lock" in mark.kind else "队列"
        number = sum(name.startswith(what) for name in self._names.values()) + 1
        return self._names.setdefault(f"{what} {mark.on}", f"{what} {number}") if mark.on else ""


def lanes(transcript: Transcript) -> list[Lane]:
    """The lanes of a run: each process, then its threads; at the end, where there are any, lines of unknown origin."""
    reader = _Reader()
    for mark in sorted(transcript.marks, key=lambda mark: mark.at):
        reader.read(mark)
    found = [lane for process in reader.processes for lane in _all(process)]
    unknown = Lane("unknown", "来历不明的输出", 0)
    for event in transcript.events:
        if event.kind == "line":
            line = plain(event.text) if "\x1b" in event.text else event.text  # colour is not in the marks
            piece = _taken(line, reader.written[event.terminal].values()) or _Piece(event.at, unknown, line)
            piece.lane.items.append(Item("line", piece.at, piece.at, plain(event.text)))
    if unknown.items:
        unknown.begin, unknown.end = unknown.items[0].begin, unknown.items[-1].begin
        found.append(unknown)
    return found


def _all(process: Lane | None) -> list[Lane]:
    return [process, *process.threads] if process else []


def _taken(line: str, written: Iterable[list[_Piece]]) -> _Piece | None:
    """The first of the pieces that make up a line; they are taken out, so that none is used twice."""
    found = [(pieces, place) for pieces in written if (place := _place(line, pieces))]
    for pieces, place in sorted(found, key=lambda each: each[0][each[1].start].at)[:1]:  # of several the earliest
        taken = pieces[place]
        del pieces[place]
        return taken[0]
    return None


def _place(line: str, pieces: Sequence[_Piece]) -> slice | None:
    for first in range(len(pieces)):
        begun = accumulate(pieces[i].text for i in range(first, len(pieces)))
        texts = list(takewhile(f"{line}\n".startswith, begun))
        if texts and texts[-1].removesuffix("\n") == line:  # a prompt has no end of its own
            return slice(first, first + len(texts))
    return None


def stock(drawn: Iterable[Lane]) -> dict[str, list[tuple[float, int]]]:
    """For each queue the moments at which its number of items changed, and that number from then on."""
    ends: dict[str, dict[Kind, list[float]]] = defaultdict(lambda: {"put": [], "get": []})
    for item in (item for lane in drawn for item in lane.of("put", "get") if item.done):
        ends[item.on][item.kind].append(item.last)
    found: dict[str, list[tuple[float, int]]] = {}
    for name in sorted(ends):
        put, got = map(sorted, ends[name].values())
        # what is taken out before its put has returned is in there no longer
        into = [min(each) for each in zip_longest(put, got[: len(put)], fillvalue=inf)]
        changes = sorted([(at, -1) for at in into] + [(at, 1) for at in got])  # of one moment first what comes in
        taken = accumulate(change for _, change in changes)
        found[name] = [(at, max(-number, 0)) for (at, _), number in zip(changes, taken, strict=True)]
    return found
