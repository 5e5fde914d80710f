"""What programs' recorders noted -> lanes: processes, threads, and what each did. Pure.

Every printed line of the transcript is one line of one lane; those that no
recorded write explains have a lane of their own. All times are seconds since
the session began.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Literal

from ..matching import plain
from ..transcript import Mark, Transcript

Kind = Literal["line", "sleep", "wait", "hold", "put", "get"]
HELPERS = ("forkserver", "resource_tracker")  # processes that multiprocessing starts for itself


@dataclass
class Item:
    """Something on a lane, from `begin` to `end` (None: not over when the records end).

    `on` names the lock or the queue; `failed`: it was given up.
    """

    kind: Kind
    begin: float
    end: float | None = None
    text: str = ""
    on: str = ""
    failed: bool = False


@dataclass
class Lane:
    """A process, a thread, or what is of unknown origin ("unknown").

    `number` is the system's for a process, `main`: it has threads, and this is
    its main one. `end` is None where nothing says that it ended; `with_process`: it was a
    thread that ended because its process did. `full`: from then on nothing but
    its end was noted, as there had been too much.
    """

    kind: Literal["process", "thread", "unknown"]
    label: str
    begin: float
    end: float | None = None
    terminal: str | None = ""
    number: int = 0
    main: bool = False
    with_process: bool = False
    full: float | None = None
    items: list[Item] = field(default_factory=list)

    @property
    def chip(self) -> str:
        """What kind of lane it is, as readers see it."""
        return {"process": f"进程 {self.number}", "thread": "线程", "unknown": ""}[self.kind]

    def name(self, several: bool) -> str:
        """What it is called; where there are several terminals, a process with its own."""
        where = f"{self.terminal} · " if several and self.kind == "process" and self.terminal else ""
        what = "（辅助进程）" if self.helper else "（主线程）" if self.main and not where else ""
        return f"{where}{self.label}{what}"

    @property
    def helper(self) -> bool:
        """Is it a process that multiprocessing started for itself?"""
        return self.kind == "process" and self.label in HELPERS

    @property
    def last(self) -> float:
        """The last moment at which it is known to have been there."""
        return max([self.begin, self.end or 0, *(item.end or item.begin for item in self.items)])

    def of(self, *kinds: Kind) -> list[Item]:
        return [item for item in self.items if item.kind in kinds]


@dataclass
class _Piece:
    """A part of a line that a thread wrote."""

    lane: Lane
    at: float
    text: str
    whole: bool  # a line end follows
    used: bool = False


class _Reader:
    """Goes through the marks in order and builds the lanes."""

    def __init__(self) -> None:
        self.processes: dict[int, list[Lane]] = {}  # process -> its lane and those of its threads
        self.lanes: list[list[Lane]] = []  # the same, in order, also of processes that had the same number
        self.pieces: dict[tuple[int, str], list[_Piece]] = {}  # by process and terminal
        self._threads: dict[tuple[int, int], Lane] = {}
        self._open: dict[tuple[int, str, str], Item] = {}  # by lane, kind and what it is on
        self._held: dict[str, tuple[Item, int]] = {}  # lock -> who holds it, how many times
        self._names: dict[str, str] = {}

    def read(self, mark: Mark) -> None:
        match mark.kind:
            case "process":
                self._process(mark)
            case "thread":
                self._thread(mark, mark.text)
            case "named":
                self._lane(mark).label = mark.text
            case "ended":
                self._end(self.processes.get(mark.process, []), mark.at)
            case "full":
                for lane in self.processes.get(mark.process, []):
                    lane.full = mark.at
            case "thread ended":
                self._lane(mark).end = mark.at
            case "print":
                self._print(mark)
            case "unlock":
                self._unlock(mark)
            case "sleep" | "lock" | "put" | "get":
                lane = self._lane(mark)
                kind: Kind = "wait" if mark.kind == "lock" else mark.kind
                item = Item(kind, mark.at, on=self._name(mark))
                self._open[id(lane), mark.kind, mark.on or ""] = item
                lane.items.append(item)
            case _:
                self._over(mark)

    def _process(self, mark: Mark) -> None:
        known = self.processes.get(mark.process)
        if known and known[0].end is None:  # exec: another program in the same process
            known[0].label, known[0].terminal = mark.text, mark.on
        else:
            lane = Lane("process", mark.text, mark.at, terminal=mark.on, number=mark.process)
            self.processes[mark.process] = [lane]
            self.lanes.append(self.processes[mark.process])
            self._threads = {key: each for key, each in self._threads.items() if key[0] != mark.process}
        self._threads[mark.process, mark.thread] = self.processes[mark.process][0]

    def _thread(self, mark: Mark, name: str) -> Lane:
        if mark.process not in self.processes:  # its beginning is lost
            self._process(Mark(mark.at, mark.process, 0, "process", f"{mark.process}"))
        lane = Lane("thread", name, mark.at)
        self.processes[mark.process].append(lane)
        self.processes[mark.process][0].main = True
        self._threads[mark.process, mark.thread] = lane
        return lane

    def _lane(self, mark: Mark) -> Lane:
        return self._threads.get((mark.process, mark.thread)) or self._thread(mark, "没有名字")

    @staticmethod
    def _end(lanes: Sequence[Lane], at: float) -> None:
        for lane in lanes:
            if lane.end is None:
                lane.end, lane.with_process = at, lane.kind == "thread"

    def _print(self, mark: Mark) -> None:
        if mark.on is None:
            return
        *lines, rest = mark.text.split("\n")
        pieces = [_Piece(self._lane(mark), mark.at, line, True) for line in lines]
        pieces += [_Piece(self._lane(mark), mark.at, rest, False)] if rest else []
        self.pieces.setdefault((mark.process, mark.on), []).extend(pieces)

    def _over(self, mark: Mark) -> None:
        """The end of a sleep, a put, a get, or of waiting for a lock."""
        kind, _, how = mark.kind.rpartition(" ")
        lane = self._lane(mark)
        item = self._open.pop((id(lane), kind, mark.on or ""), None)
        if item is None:
            return
        item.end, item.failed = mark.at, how == "failed"
        if kind == "lock" and not item.failed:
            held, times = self._held.get(item.on, (None, 0))
            if held is None or held not in lane.items:
                held, times = Item("hold", mark.at, on=item.on), 0
                lane.items.append(held)
            self._held[item.on] = held, times + 1

    def _unlock(self, mark: Mark) -> None:
        name = self._name(mark)
        held, times = self._held.pop(name, (None, 0))
        if held is not None and times > 1:
            self._held[name] = held, times - 1
        elif held is not None:
            held.end = mark.at

    def _name(self, mark: Mark) -> str:
        """What a lock or a queue is called: they have no names of their own."""
        what = {"lock": "锁", "unlock": "锁", "put": "队列", "get": "队列"}.get(mark.kind)
        if what is None:
            return ""
        number = sum(name.startswith(what) for name in self._names.values()) + 1
        return self._names.setdefault(f"{what} {mark.on}", f"{what} {number}")


def lanes(transcript: Transcript) -> list[Lane]:
    """The lanes of a run: each process, then its threads; at the end, where there are any, lines of unknown origin."""
    reader = _Reader()
    for mark in sorted(transcript.marks, key=lambda mark: mark.at):
        reader.read(mark)
    unknown = Lane("unknown", "来历不明的输出", 0)
    for event in transcript.events:
        if event.kind == "line":
            line = plain(event.text) if "\x1b" in event.text else event.text  # colour is not in the marks
            pieces = _written(line, [found for (_, on), found in reader.pieces.items() if on == event.terminal])
            for piece in pieces:
                piece.used = True
            lane, at = (pieces[0].lane, pieces[0].at) if pieces else (unknown, event.at)
            lane.items.append(Item("line", at, at, plain(event.text)))
    if unknown.items:
        unknown.begin, unknown.end = unknown.items[0].begin, unknown.items[-1].begin
    found = [lane for process in reader.lanes for lane in process]
    return [*found, unknown] if unknown.items else found


def _written(line: str, streams: Iterable[Sequence[_Piece]]) -> Sequence[_Piece]:
    """The pieces, not used yet, that make up a line; of several the earliest."""
    found: list[Sequence[_Piece]] = []
    for stream in streams:
        for first in range(len(stream)):
            text, end = "", first
            while end < len(stream) and not stream[end].used and line.startswith(text + stream[end].text):
                text, end = text + stream[end].text, end + 1
                if stream[end - 1].whole or (text == line and not _line_end(stream[end : end + 1])):
                    break
            if end > first and text == line:
                found.append(stream[first:end])
                break
    return min(found, key=lambda pieces: pieces[0].at, default=())


def _line_end(pieces: Sequence[_Piece]) -> bool:
    return any(piece.whole and not piece.text and not piece.used for piece in pieces)


def stock(drawn: Iterable[Lane]) -> dict[str, list[tuple[float, int]]]:
    """For each queue the moments at which its number of items changed, and that number from then on."""
    moments: dict[str, tuple[list[float], list[float]]] = {}
    for lane in drawn:
        for item in lane.of("put", "get"):
            if item.end is not None and not item.failed:
                moments.setdefault(item.on, ([], []))[item.kind == "get"].append(item.end)
    found: dict[str, list[tuple[float, int]]] = {}
    for name, (put, got) in sorted(moments.items()):
        put, got = sorted(put), sorted(got)
        # what is taken out before its put has returned is in there no longer
        changes = [(min(each), 1) for each in zip_longest(put, got[: len(put)], fillvalue=float("inf"))]
        number, found[name] = 0, []
        for moment, change in sorted(
            [*changes, *((moment, -1) for moment in got)], key=lambda each: (each[0], -each[1])
        ):
            number += change
            found[name].append((moment, max(number, 0)))
    return found
