"""A run's lanes -> a picture and the same as a table. Pure.

A lane is a process, a thread, or the output that no recorded write explains;
every printed line is one dot on it. The words for what happened are the template's.
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
BESIDE = 5.0  # the same for two numbers of what was typed, on a phone
_LAYERS = {"sleep": -2, "hold": -1}  # who sleeps with a lock, holds it


class _Shape(NamedTuple):
    """Something in a row: from where, in per cent of the width; to where, or how wide; in pixels how high; what."""

    kind: str
    x: float
    to: float = 0
    y: float = 14
    height: float = 0
    of: Item | int = 0


def timeline_html(session: Session, transcript: Transcript) -> str:
    """A run's timeline: the picture, what its signs mean, and the same as a table; or that nothing was recorded."""
    every = lanes(transcript)
    drawn = [lane for lane in every if lane.items or not lane.helper]
    if all(lane.kind == "unknown" for lane in drawn):
        return '<p class="session__note">时间线：这次运行什么也没有记录下来。</p>'
    scale = _Scale(drawn, transcript.seconds)
    several = len(session.terminals) > 1
    rows = [(lane, list(_shapes(lane, scale))) for lane in drawn]
    return render(
        "timeline.html",
        id=f"timeline-{quote(session.page, safe='')}-{session.line}-{transcript.label}",  # no other page has it
        several=several,
        typed=_together([(scale.at(transcript.events[i].at), n) for i, n in transcript.typed.items() if several]),
        rows=rows,
        queues={name: list(_stairs(changes, scale)) for name, changes in stock(drawn).items()},
        locks=sorted({item.on for lane in drawn for item in lane.of("wait", "hold")}, key=lambda on: (len(on), on)),
        kinds={shape.kind for _, shapes in rows for shape in shapes},
        ticks=scale.ticks(),
        unit=scale.unit,
        helpers=[lane.label for lane in every if lane not in drawn],
        happened=sorted((each for lane in drawn for each in _happened(lane)), key=lambda each: each[0]),
    )


def _together(typed: Sequence[tuple[float, int]]) -> list[tuple[float, list[int]]]:
    """Where each number of what was typed stands; those that would cover each other stand in one place."""
    found: list[tuple[list[float], list[int]]] = []
    for x, number in typed:
        if not found or x - found[-1][0][-1] >= BESIDE:
            found.append(([], []))
        found[-1][0].append(x)
        found[-1][1].append(number)
    return [(sum(places) / len(places), numbers) for places, numbers in found]


class _Scale:
    """From seconds to per cent of the width.

    The picture begins where there is something to see: an interpreter that
    starts and imports is not.
    """

    def __init__(self, drawn: Sequence[Lane], seconds: float) -> None:
        moments = [lane.begin for lane in drawn[1:]] + [item.begin for lane in drawn for item in lane.items]
        ends = [lane.last for lane in drawn] + ([seconds] if any(lane.gap for lane in drawn) else [])
        first, self.end = min(moments, default=drawn[0].begin), max(ends)
        self.begin = max(first - 0.03 * (self.end - first), min(lane.begin for lane in drawn))
        self.length = max(self.end - self.begin, 1e-6)
        self.unit = "秒" if self.length > 0.5 else "毫秒"

    def at(self, moment: float) -> float:
        return max(0.0, round(1 + 98 * (moment - self.begin) / self.length, 3))

    def box(self, kind: str, begin: float, end: float, y: float, height: float, of: Item | int) -> _Shape:
        """Something that lasts; it is wide enough to be seen."""
        width = max(round(self.at(end) - self.at(begin), 3), 0.2 if kind == "queue" else 0.3)
        return _Shape(kind, self.at(begin), width, y, height, of)

    def ticks(self) -> list[tuple[float, str]]:
        """Four to nine round moments: where, and which."""
        step = 10 ** floor(log10(self.length))
        step = next(each for each in (step / 5, step / 2, step, 2 * step) if self.length / each < 7)
        moments = [number * step for number in range(ceil(self.begin / step), floor(self.end / step) + 1)]
        return [(self.at(moment), f"{moment * (1 if self.unit == '秒' else 1000):.6g}") for moment in moments]


def _shapes(lane: Lane, scale: _Scale) -> Iterator[_Shape]:
    """What stands on a lane, the lowest layer first."""
    end = scale.end if lane.end is None else lane.last
    if lane.kind != "unknown":
        yield _Shape("life", scale.at(max(lane.begin, scale.begin)), scale.at(lane.last))
        if lane.gap:
            yield _Shape("gap", scale.at(lane.last), scale.at(end))
        edges = ([] if lane.begin < scale.begin else [lane.begin]) + ([] if lane.end is None else [end])
        yield from (_Shape("edge", scale.at(edge)) for edge in edges)
    for item in sorted(lane.items, key=lambda item: _LAYERS.get(item.kind, 0)):
        if item.kind in ("wait", "hold", "sleep") or _blocked(item, scale):
            y, height = (7, 14) if item.kind == "hold" else (10, 8)  # who waits for another lock still holds the first
            until = end if item.end is None else item.end
            kind = "blocked" if item.kind in ("put", "get") else item.kind
            yield scale.box(kind, item.begin, until, y, height, item)
    lines = sorted(lane.of("line"), key=lambda item: item.begin)
    done = [(item, 14) for item in lane.of("put", "get") if item.done]
    for item, y in [*done, *zip(lines, heights([scale.at(item.begin) for item in lines]), strict=True)]:
        yield _Shape(item.kind, scale.at(item.last), y=y, of=item)


def _blocked(item: Item, scale: _Scale) -> bool:
    """Is it a put or a get that visibly waited?"""
    took = (scale.end if item.end is None else item.end) - item.begin
    least = FEEDER if item.kind == "put" else 0
    return item.kind in ("put", "get") and took >= least and 98 * took >= SHORT * scale.length


def heights(places: Sequence[float]) -> list[int]:
    """How high each of some dots stands: in the middle, or high and low in turn where they are close together."""
    close = [after - before < CLOSE for before, after in pairwise(places)]
    found: list[int] = []
    for before, after in zip([False, *close], [*close, False], strict=True):
        found.append(14 if not before and not after else 19 if before and found[-1] == 9 else 9)
    return found[: len(places)]


def _stairs(changes: Sequence[tuple[float, int]], scale: _Scale) -> Iterator[_Shape]:
    """How many items are in a queue."""
    most = max(number for _, number in changes)
    for (moment, number), (until, _) in pairwise([*changes, (scale.end, 0)]):
        height = round(20 * number / (most or 1), 1)
        yield scale.box("queue", moment, until, 24 - height, height, number)


def _happened(lane: Lane) -> Iterator[tuple[float, Lane, str, Item | None]]:
    """What happened on a lane and when: of an item its beginning, of a lock also when it was given back."""
    if lane.kind != "unknown":
        yield lane.begin, lane, "begins", None
    for item in lane.items:
        yield item.begin, lane, item.kind, item
        if item.kind == "hold" and item.end is not None:
            yield item.end, lane, "gives back", item
    if lane.kind != "unknown":
        yield lane.last if lane.end is None else lane.end, lane, "ends", None
