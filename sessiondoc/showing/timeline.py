"""What programs' recorders noted -> lanes -> a picture and the same as a table.

A lane is a process, a thread, or the output that no recorded write explains.
Every printed line of the transcript is one dot on one lane. This module is pure;
all times are seconds since the session began.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise, zip_longest
from math import ceil, floor, log10
from typing import Literal

from ..compare import plain
from ..session import Session
from ..transcript import Mark, Transcript

Kind = Literal["line", "sleep", "wait", "hold", "put", "get"]
SHORT = 1.0  # per cent of the width below which a put or a get is drawn as one that did not wait
FEEDER = 0.01  # seconds that a put may take without waiting: the first one of a process starts a thread
CLOSE = 1.3  # per cent of the width below which two dots would cover each other
HELPERS = ("forkserver", "resource_tracker")  # processes that multiprocessing starts for itself
HEIGHT = 28  # of a lane, in CSS pixels
_LAYERS = {"sleep": -2, "hold": -1}  # who sleeps with a lock, holds it
_LEGEND = {
    "life": "活着：在运行，或在等别的",
    "sleep": "在 sleep",
    "line": "打印一行",
    "wait": "等锁",
    "hold": "拿着锁",
    "put": "放进队列",
    "get": "从队列取出",
    "blocked": "put 或 get 还没有返回",
    "queue": "队列里有几件",
    "gap": "此后没有记录",
}


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
        return f"{where}{self.label}{'（主线程）' if self.main and not where else ''}"

    @property
    def helper(self) -> bool:
        """Is it a process that the program did not ask for, and of which nothing was seen?"""
        return self.kind == "process" and self.label in HELPERS and not self.items

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
            line = plain(event.text) if "\x1b" in event.text else event.text
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


def timeline_html(session: Session, transcript: Transcript) -> str:
    """A run's timeline: the picture, what its signs mean, and the same as a table; or that nothing was recorded."""
    every = lanes(transcript)
    drawn = [lane for lane in every if not lane.helper]
    helpers = [lane.label for lane in every if lane.helper]
    if all(lane.kind == "unknown" for lane in drawn):
        return '<p class="session__note">时间线：这次运行什么也没有记录下来。</p>'
    scale = _Scale(drawn, transcript.seconds)
    several = len(session.terminals) > 1
    rows = [_typed(transcript, scale)] if several else []
    rows += [_lane_html(lane, scale, several) for lane in drawn]
    queues = stock(drawn)
    for name, changes in queues.items():
        label = _label(f"{name}（最多 {max(number for _, number in changes)} 件）")
        rows.append(_row(label, _stock(changes, scale), "queue"))
    counted = Counter(lane.kind for lane in drawn)
    said = f"{counted['process']} 个进程" + (f"、{counted['thread']} 个线程" if counted["thread"] else "")
    text = f"multiprocessing 自己启动的辅助进程没有画出来：{'、'.join(helpers)}"
    left_out = f'<p class="session__note">{text}</p>' if helpers else ""
    name = f"timeline-{session.line}-{transcript.python.replace('.', '-')}"
    return (
        f'<div class="timeline"><div class="timeline__picture" role="img" aria-details="{name}"'
        f' aria-label="时间线：{len(drawn)} 条泳道，{said}；内容都在下面的文字版里">{"".join(rows)}{_axis(scale)}</div>'
        f'<div class="timeline__legend" aria-hidden="true">{"".join(_legend(drawn, scale, bool(queues)))}</div>'
        f'{left_out}<details class="receipt timeline__text" data-search-exclude><summary>时间线的文字版</summary>'
        f"{_table(name, drawn, several)}</details></div>"
    )


class _Scale:
    """From seconds to per cent of the width.

    The picture begins where there is something to see: an interpreter that
    starts and imports is not.
    """

    def __init__(self, drawn: Sequence[Lane], seconds: float) -> None:
        moments = [lane.begin for lane in drawn[1:]] + [item.begin for lane in drawn for item in lane.items]
        ends = [lane.last for lane in drawn] + ([seconds] if any(map(_gap, drawn)) else [])
        first, self.end = min(moments, default=drawn[0].begin), max(ends)
        self.begin = max(first - 0.03 * (self.end - first), min(lane.begin for lane in drawn))
        self.length = max(self.end - self.begin, 1e-6)
        self.unit = "秒" if self.length > 0.5 else "毫秒"

    def at(self, moment: float) -> float:
        return max(0.0, round(1 + 98 * (moment - self.begin) / self.length, 3))

    def ticks(self) -> list[float]:
        """Four to nine round moments."""
        step = 10 ** floor(log10(self.length))
        step = next(each for each in (step / 5, step / 2, step, 2 * step) if self.length / each < 7)
        return [number * step for number in range(ceil(self.begin / step), floor(self.end / step) + 1)]


def _gap(lane: Lane) -> bool:
    """Is there a part of it of which nothing is known?"""
    return lane.end is None or lane.full is not None


def _lane_html(lane: Lane, scale: _Scale, several: bool) -> str:
    end = scale.end if lane.end is None else lane.last
    shapes = []
    if lane.kind != "unknown":
        known = lane.last if lane.full is None else lane.full
        shapes.append(_line(scale.at(max(lane.begin, scale.begin)), scale.at(known), "life"))
        if _gap(lane):
            shapes.append(_line(scale.at(known), scale.at(end), "gap"))
        edges = ([] if lane.begin < scale.begin else [lane.begin]) + ([] if lane.end is None else [end])
        shapes += [f'<rect class="t-life" x="{scale.at(edge)}%" y="7" width="2" height="14"/>' for edge in edges]
    for item in sorted(lane.items, key=lambda item: _LAYERS.get(item.kind, 0)):
        until = (end if lane.full is None else lane.full) if item.end is None else item.end
        width = round(scale.at(until) - scale.at(item.begin), 3)
        if item.kind in ("wait", "hold", "sleep") or _blocked(item, scale):
            shape = "blocked" if item.kind in ("put", "get") else item.kind
            y, height = (7, 14) if shape == "hold" else (10, 8)  # who waits for another lock still holds the first
            place = f'x="{scale.at(item.begin)}%" y="{y}" width="{max(width, 0.3)}%" height="{height}"'
            shapes.append(f'<rect class="t-{shape}" {place} rx="2"><title>{escape(_said(item))}</title></rect>')
    for item in lane.of("put", "get"):
        if item.end is not None and not item.failed:
            shapes.append(f'<svg x="{scale.at(item.end)}%" y="14">{_sign(item.kind, _said(item))}</svg>')
    lines = sorted(lane.of("line"), key=lambda item: item.begin)
    for item, y in zip(lines, heights([scale.at(item.begin) for item in lines]), strict=True):
        shapes.append(f'<svg x="{scale.at(item.begin)}%" y="{y}">{_sign(item.kind, _said(item))}</svg>')
    return _row(_label(lane.name(several), lane.chip), "".join(shapes), lane.kind)


def heights(places: Sequence[float]) -> list[int]:
    """How high each of some dots stands: in the middle, or high and low in turn where they are close together."""
    close = [after - before < CLOSE for before, after in pairwise(places)]
    found: list[int] = []
    for _, before, after in zip(places, [False, *close], [*close, False], strict=False):
        found.append(14 if not before and not after else 19 if before and found[-1] == 9 else 9)
    return found


def _typed(transcript: Transcript, scale: _Scale) -> str:
    """When what was typed, with the numbers that the terminals' windows give it."""
    shapes = []
    for place, number in transcript.typed.items():
        at = min(max(scale.at(transcript.events[place].at), 2.5), 97.5)  # whole, on a phone too
        shapes.append(f'<svg x="{at}%" y="14"><rect class="t-typed" x="-8" y="-8" width="16" height="16" rx="3"/>')
        shapes.append(f'<text class="t-number" y="4">{number}</text></svg>')
    return _row(_label("键入"), "".join(shapes), "typed")


def _row(label: str, shapes: str, kind: str) -> str:
    picture = f'<svg class="timeline__lane" width="100%" height="{HEIGHT}" aria-hidden="true">{shapes}</svg>'
    return f'<div class="timeline__row timeline__row--{kind}">{label}{picture}</div>'


def _label(name: str, chip: str = "") -> str:
    kind = f'<span class="timeline__kind">{chip}</span> ' if chip else ""
    return f'<span class="timeline__label" title="{escape(name)}">{kind}{escape(name)}</span>'


def _line(first: float, last: float, kind: str) -> str:
    return f'<line class="t-{kind}" x1="{first}%" x2="{last}%" y1="14" y2="14"/>'


def _sign(kind: str, title: str = "") -> str:
    """What marks one moment, around the point 0, 0."""
    said = f"<title>{escape(title)}</title>" if title else ""
    if kind == "line":
        return f'<circle class="t-line" r="4.5">{said}</circle>'
    path = "M0-14l5 8h-10z" if kind == "put" else "M0 14l5-8h-10z"
    return f'<path class="t-{kind}" d="{path}">{said}</path>'


def _stock(changes: Sequence[tuple[float, int]], scale: _Scale) -> str:
    """A queue's number of items as a staircase."""
    most = max(number for _, number in changes) or 1
    shapes = []
    for (moment, number), (until, _) in pairwise([*changes, (scale.end, 0)]):
        if number:
            width, height = round(scale.at(until) - scale.at(moment), 3), round(20 * number / most, 1)
            place = f'x="{scale.at(moment)}%" y="{24 - height}" width="{max(width, 0.2)}%" height="{height}"'
            shapes.append(f'<rect class="t-queue" {place}><title>{number} 件</title></rect>')
    return "".join(shapes) + '<line class="t-base" x1="1%" x2="99%" y1="24.5" y2="24.5"/>'


def _axis(scale: _Scale) -> str:
    shapes = ['<line class="t-base" x1="1%" x2="99%" y1="0.5" y2="0.5"/>']
    for moment in scale.ticks():
        at, text = scale.at(moment), f"{moment * (1 if scale.unit == '秒' else 1000):.6g}"
        shapes.append(f'<line class="t-base" x1="{at}%" x2="{at}%" y1="0" y2="4"/><text x="{at}%" y="16">{text}</text>')
    return _row(_label(""), "".join(shapes), "axis")


def _legend(drawn: Sequence[Lane], scale: _Scale, queues: bool) -> Iterator[str]:
    items = [item for lane in drawn for item in lane.items]
    kinds = {item.kind for item in items} | {"life"} | ({"queue"} if queues else set())
    kinds |= {"gap"} if any(map(_gap, drawn)) else set()
    kinds |= {"blocked"} if any(_blocked(item, scale) for item in items) else set()
    yield f"<span>横轴：{scale.unit}，从运行开始算起</span>"
    for kind, text in _LEGEND.items():
        if kind in kinds:
            if kind in ("life", "gap"):
                shape = f'<line class="t-{kind}" x1="0" x2="24" y1="14" y2="14"/>'
            elif kind in ("sleep", "wait", "hold", "blocked", "queue"):
                shape = f'<rect class="t-{kind}" x="1" y="8" width="22" height="12" rx="2"/>'
            else:
                middle = {"put": 24, "get": 4}.get(kind, 14)
                shape = f'<svg x="12" y="{middle}">{_sign(kind)}</svg>'
            yield f'<span><svg width="24" height="{HEIGHT}">{shape}</svg>{text}</span>'


def _table(name: str, drawn: Sequence[Lane], several: bool) -> str:
    rows = sorted((row for lane in drawn for row in _rows(lane, several)), key=lambda row: row[0])
    cells = "".join(
        f"<tr><td>{at:.4f}</td><td>{escape(who)}</td><td>{escape(what)}</td></tr>" for at, who, what in rows
    )
    head = '<tr><th scope="col">秒</th><th scope="col">谁</th><th scope="col">做了什么</th></tr>'
    return (
        f'<table class="timeline__table" id="{name}"><caption>时间线的文字版：从这次运行开始算起</caption>'
        f"<thead>{head}</thead><tbody>{cells}</tbody></table>"
    )


def _rows(lane: Lane, several: bool) -> Iterator[tuple[float, str, str]]:
    who = f"{lane.chip} {lane.name(several)}".strip()
    if lane.kind != "unknown":
        yield lane.begin, who, "开始"
    for item in lane.items:
        yield item.begin, who, _said(item)
        if item.kind == "hold" and item.end is not None:
            yield item.end, who, f"放开{item.on}"
    if lane.full is not None:
        yield lane.full, who, "记录满了，此后只记结束"
    if lane.kind != "unknown":
        ended = "随进程结束" if lane.with_process else "结束"
        yield (lane.last, who, "没有记到结束") if lane.end is None else (lane.end, who, ended)


def _blocked(item: Item, scale: _Scale) -> bool:
    """Is it a put or a get that visibly waited?"""
    took = (scale.end if item.end is None else item.end) - item.begin
    least = FEEDER if item.kind == "put" else 0
    return item.kind in ("put", "get") and took >= least and 98 * took >= SHORT * scale.length


def _said(item: Item) -> str:
    """An item in words."""
    took = "，没有等到结果" if item.end is None else f"，用了 {item.end - item.begin:.4f} 秒"
    took = "，没有成功" + took if item.failed else took
    match item.kind:
        case "line":
            return f"打印：{item.text}"
        case "sleep":
            return f"sleep{took}"
        case "wait":
            return f"等{item.on}{took}"
        case "hold":
            return f"拿到{item.on}" + ("，没有记到放开" if item.end is None else took.replace("用了", "拿了"))
        case "put":
            return f"放进{item.on}{took}"
        case "get":
            return f"从{item.on} 取出{took}"
