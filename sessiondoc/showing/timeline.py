"""A run's lanes -> a picture and the same as a table. Pure.

A lane is a process, a thread, or the output that no recorded write explains;
every printed line is one dot on it.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil, floor, log10
from typing import NamedTuple
from urllib.parse import quote

from ..session import Session
from ..transcript import Transcript
from .lanes import Item, Lane, lanes, stock
from .templates import render

SHORT = 1.0  # per cent of the width below which a put or a get is drawn as one that did not wait
FEEDER = 0.01  # seconds that a put may take without waiting: the first one of a process starts a thread
CLOSE = 1.3  # per cent of the width below which two dots would cover each other
_LAYERS = {"sleep": -2, "hold": -1}  # who sleeps with a lock, holds it


class _Shape(NamedTuple):
    """Something in a row: from where, in per cent of the width; to where, or how wide; in pixels how high; a text."""

    kind: str
    x: float
    to: float = 0
    y: float = 14
    height: float = 0
    said: str = ""


def timeline_html(session: Session, transcript: Transcript) -> str:
    """A run's timeline: the picture, what its signs mean, and the same as a table; or that nothing was recorded."""
    every = lanes(transcript)
    drawn = [lane for lane in every if lane.items or not lane.helper]
    if all(lane.kind == "unknown" for lane in drawn):
        return '<p class="session__note">时间线：这次运行什么也没有记录下来。</p>'
    scale = _Scale(drawn, transcript.seconds)
    several = len(session.terminals) > 1
    rows = [("typed", "键入", "", list(_typed(transcript, scale)))] if several else []
    rows += [(lane.kind, lane.name(several), lane.chip, list(_shapes(lane, scale))) for lane in drawn]
    for queue, changes in stock(drawn).items():
        most = max(number for _, number in changes)
        rows.append(("queue", f"{queue}（这次最多时有 {most} 件）", "", list(_stairs(changes, most, scale))))
    processes, threads = (sum(lane.kind == kind for lane in drawn) for kind in ("process", "thread"))
    counted = f"{processes} 个进程" + (f"、{threads} 个线程" if threads else "")
    return render(
        "timeline.html",
        name=f"timeline-{quote(session.page, safe='')}-{session.line}-{transcript.label}",  # no other page has it
        said=f"时间线：{len(drawn)} 条泳道，{counted}；内容都在下面的文字版里",
        rows=rows,
        kinds={shape.kind for _, _, _, shapes in rows for shape in shapes},
        ticks=scale.ticks(),
        unit=scale.unit,
        helpers=[lane.label for lane in every if lane not in drawn],
        table=sorted((row for lane in drawn for row in _rows(lane, several)), key=lambda row: row[0]),
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

    def box(self, kind: str, begin: float, end: float, y: float, height: float, said: str) -> _Shape:
        """Something that lasts; it is wide enough to be seen."""
        width = max(round(self.at(end) - self.at(begin), 3), 0.2 if kind == "queue" else 0.3)
        return _Shape(kind, self.at(begin), width, y, height, said)

    def ticks(self) -> list[tuple[float, str]]:
        """Four to nine round moments: where, and which."""
        step = 10 ** floor(log10(self.length))
        step = next(each for each in (step / 5, step / 2, step, 2 * step) if self.length / each < 7)
        moments = [number * step for number in range(ceil(self.begin / step), floor(self.end / step) + 1)]
        return [(self.at(moment), f"{moment * (1 if self.unit == '秒' else 1000):.6g}") for moment in moments]


def _gap(lane: Lane) -> bool:
    """Is there a part of it of which nothing is known?"""
    return lane.end is None or lane.full is not None


def _shapes(lane: Lane, scale: _Scale) -> Iterator[_Shape]:
    """What stands on a lane, the lowest layer first."""
    end, known = scale.end if lane.end is None else lane.last, lane.last if lane.full is None else lane.full
    if lane.kind != "unknown":
        yield _Shape("life", scale.at(max(lane.begin, scale.begin)), scale.at(known))
        if _gap(lane):
            yield _Shape("gap", scale.at(known), scale.at(end))
        edges = ([] if lane.begin < scale.begin else [lane.begin]) + ([] if lane.end is None else [end])
        yield from (_Shape("edge", scale.at(edge)) for edge in edges)
    for item in sorted(lane.items, key=lambda item: _LAYERS.get(item.kind, 0)):
        if item.kind in ("wait", "hold", "sleep") or _blocked(item, scale):
            y, height = (7, 14) if item.kind == "hold" else (10, 8)  # who waits for another lock still holds the first
            until = (end if lane.full is None else lane.full) if item.end is None else item.end
            kind = "blocked" if item.kind in ("put", "get") else item.kind
            yield scale.box(kind, item.begin, until, y, height, _said(item))
    lines = sorted(lane.of("line"), key=lambda item: item.begin)
    done = [(item, 14) for item in lane.of("put", "get") if item.done]
    for item, y in [*done, *zip(lines, heights([scale.at(item.begin) for item in lines]), strict=True)]:
        yield _Shape(item.kind, scale.at(item.last), y=y, said=_said(item))


def heights(places: Sequence[float]) -> list[int]:
    """How high each of some dots stands: in the middle, or high and low in turn where they are close together."""
    close = [after - before < CLOSE for before, after in pairwise(places)]
    found: list[int] = []
    for before, after in zip([False, *close], [*close, False], strict=True):
        found.append(14 if not before and not after else 19 if before and found[-1] == 9 else 9)
    return found[: len(places)]


def _typed(transcript: Transcript, scale: _Scale) -> Iterator[_Shape]:
    """When what was typed, with the numbers that the terminals' windows give it."""
    for place, number in transcript.typed.items():
        at = min(max(scale.at(transcript.events[place].at), 2.5), 97.5)  # whole, on a phone too
        yield _Shape("typed", at, said=f"{number}")


def _stairs(changes: Sequence[tuple[float, int]], most: int, scale: _Scale) -> Iterator[_Shape]:
    """How many items are in a queue."""
    for (moment, number), (until, _) in pairwise([*changes, (scale.end, 0)]):
        if number:
            height = round(20 * number / most, 1)
            yield scale.box("queue", moment, until, 24 - height, height, f"{number} 件")


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
    if item.kind == "line":
        return f"打印：{item.text}"
    verb, never = ("拿了", "没有记到放开") if item.kind == "hold" else ("用了", "没有等到结果")
    took = never if item.end is None else f"{verb} {item.end - item.begin:.4f} 秒"
    what = {"sleep": "sleep", "wait": "等{}", "hold": "拿到{}", "put": "放进{}", "get": "从{} 取出"}[item.kind]
    return f"{what.format(item.on)}{'，没有成功' if item.failed else ''}，{took}"
