"""A run's lanes -> a picture and the same as a table. Pure.

A lane is a process, a thread, or the output that no recorded write explains;
every printed line is one dot on it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from math import ceil, floor, log10
from urllib.parse import quote

from ..session import Session
from ..transcript import Transcript
from .lanes import Item, Lane, lanes, stock

SHORT = 1.0  # per cent of the width below which a put or a get is drawn as one that did not wait
FEEDER = 0.01  # seconds that a put may take without waiting: the first one of a process starts a thread
CLOSE = 1.3  # per cent of the width below which two dots would cover each other
HEIGHT = 28  # of a lane, in CSS pixels
_LAYERS = {"sleep": -2, "hold": -1}  # who sleeps with a lock, holds it
_STROKE = '<line class="t-{}" x1="0" x2="24" y1="14" y2="14"/>'
_BOX = '<rect class="t-{}" x="1" y="8" width="22" height="12" rx="2"/>'
_LEGEND = {
    "life": ("活着：在运行，或在等别的", _STROKE),
    "sleep": ("在 sleep", _BOX),
    "line": ("打印一行", 14),  # or how high its sign stands
    "wait": ("等锁", _BOX),
    "hold": ("拿着锁", _BOX),
    "put": ("放进队列", 24),
    "get": ("从队列取出", 4),
    "blocked": ("put 或 get 还没有返回", _BOX),
    "queue": ("队列里有几件", _BOX),
    "gap": ("此后没有记录", _STROKE),
}


def timeline_html(session: Session, transcript: Transcript) -> str:
    """A run's timeline: the picture, what its signs mean, and the same as a table; or that nothing was recorded."""
    every = lanes(transcript)
    drawn = [lane for lane in every if lane.items or not lane.helper]
    helpers = [lane.label for lane in every if lane not in drawn]
    if all(lane.kind == "unknown" for lane in drawn):
        return '<p class="session__note">时间线：这次运行什么也没有记录下来。</p>'
    scale = _Scale(drawn, transcript.seconds)
    several = len(session.terminals) > 1
    rows = [_typed(transcript, scale)] if several else []
    rows += [_lane_html(lane, scale, several) for lane in drawn]
    rows += [_stock(name, changes, scale) for name, changes in stock(drawn).items()]
    picture = "".join([*rows, _axis(scale)])
    counted = Counter(lane.kind for lane in drawn)
    said = f"{counted['process']} 个进程" + (f"、{counted['thread']} 个线程" if counted["thread"] else "")
    text = f"multiprocessing 自己启动的辅助进程没有画出来：{'、'.join(helpers)}"
    left_out = f'<p class="session__note">{text}</p>' if helpers else ""
    name = f"timeline-{quote(session.page, safe='')}-{session.line}-{transcript.label}"  # no other page has it
    return (
        f'<div class="timeline"><div class="timeline__picture" role="img" aria-details="{name}"'
        f' aria-label="时间线：{len(drawn)} 条泳道，{said}；内容都在下面的文字版里">{picture}</div>'
        f'<div class="timeline__legend" aria-hidden="true">{_legend(picture, scale)}</div>'
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

    def box(self, begin: float, end: float, y: float, height: float, least: float) -> str:
        """Where something is drawn that lasts; it is not narrower than `least` per cent."""
        width = max(round(self.at(end) - self.at(begin), 3), least)
        return f'x="{self.at(begin)}%" y="{y}" width="{width}%" height="{height}"'

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
    shapes, known = [], lane.last if lane.full is None else lane.full
    if lane.kind != "unknown":
        shapes.append(_line(scale.at(max(lane.begin, scale.begin)), scale.at(known), "life"))
        if _gap(lane):
            shapes.append(_line(scale.at(known), scale.at(end), "gap"))
        edges = ([] if lane.begin < scale.begin else [lane.begin]) + ([] if lane.end is None else [end])
        shapes += [f'<rect class="t-life" x="{scale.at(edge)}%" y="7" width="2" height="14"/>' for edge in edges]
    for item in sorted(lane.items, key=lambda item: _LAYERS.get(item.kind, 0)):
        if item.kind in ("wait", "hold", "sleep") or _blocked(item, scale):
            shape = "blocked" if item.kind in ("put", "get") else item.kind
            y, height = (7, 14) if shape == "hold" else (10, 8)  # who waits for another lock still holds the first
            until = (end if lane.full is None else lane.full) if item.end is None else item.end
            box, said = scale.box(item.begin, until, y, height, 0.3), escape(_said(item))
            shapes.append(f'<rect class="t-{shape}" {box} rx="2"><title>{said}</title></rect>')
    lines = sorted(lane.of("line"), key=lambda item: item.begin)
    high = heights([scale.at(item.begin) for item in lines])
    done = [item for item in lane.of("put", "get") if item.done]
    for item, y in [*((item, 14) for item in done), *zip(lines, high, strict=True)]:
        shapes.append(f'<svg x="{scale.at(item.last)}%" y="{y}">{_sign(item.kind, _said(item))}</svg>')
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


def _stock(name: str, changes: Sequence[tuple[float, int]], scale: _Scale) -> str:
    """A queue's number of items as a staircase."""
    most = max(number for _, number in changes)
    shapes = []
    for (moment, number), (until, _) in pairwise([*changes, (scale.end, 0)]):
        if number:
            height = round(20 * number / most, 1)
            box = scale.box(moment, until, 24 - height, height, 0.2)
            shapes.append(f'<rect class="t-queue" {box}><title>{number} 件</title></rect>')
    shapes.append('<line class="t-base" x1="1%" x2="99%" y1="24.5" y2="24.5"/>')
    return _row(_label(f"{name}（这次最多时有 {most} 件）"), "".join(shapes), "queue")


def _axis(scale: _Scale) -> str:
    shapes = ['<line class="t-base" x1="1%" x2="99%" y1="0.5" y2="0.5"/>']
    for moment in scale.ticks():
        at, text = scale.at(moment), f"{moment * (1 if scale.unit == '秒' else 1000):.6g}"
        shapes.append(f'<line class="t-base" x1="{at}%" x2="{at}%" y1="0" y2="4"/><text x="{at}%" y="16">{text}</text>')
    return _row(_label(""), "".join(shapes), "axis")


def _legend(picture: str, scale: _Scale) -> str:
    """What those signs mean that occur in the picture."""
    found = [f"<span>横轴：{scale.unit}，从运行开始算起</span>"]
    for kind, (text, sign) in _LEGEND.items():
        if f'class="t-{kind}"' in picture:
            shape = sign.format(kind) if isinstance(sign, str) else f'<svg x="12" y="{sign}">{_sign(kind)}</svg>'
            found.append(f'<span><svg width="24" height="{HEIGHT}">{shape}</svg>{text}</span>')
    return "".join(found)


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
    if item.kind == "line":
        return f"打印：{item.text}"
    verb, never = ("拿了", "没有记到放开") if item.kind == "hold" else ("用了", "没有等到结果")
    took = never if item.end is None else f"{verb} {item.end - item.begin:.4f} 秒"
    what = {"sleep": "sleep", "wait": "等{}", "hold": "拿到{}", "put": "放进{}", "get": "从{} 取出"}[item.kind]
    return f"{what.format(item.on)}{'，没有成功' if item.failed else ''}，{took}"
