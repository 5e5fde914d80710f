"""A transcript -> HTML: terminal windows, a timeline if asked for, and a receipt.

What a program prints is text and never HTML; ANSI colours become colours. The
words that a reader sees are Chinese, as the pages are.
"""

import re
import signal
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from html import escape
from itertools import batched, islice
from operator import itemgetter
from string import ascii_uppercase

from ..compare import Disagreement, compare
from ..evidence import by_version, differing_number, kinds
from ..matching import WILDCARD, varying
from ..pythons import labels_text, place, promised
from ..session import MOST_RUNS, Session, Stated
from ..transcript import Event, Transcript
from .timeline import timeline_html

# From grey over red, green, … to white: on sessiondoc.css's dark window each has at least 4.5:1
_COLOURS = ["#969ea8", "#ff8782", "#7dd78c", "#ebc86e", "#7db9ff", "#dca0f0", "#6ed2dc", "#e4e8ee"]
_FACES = {
    "1": "font-weight: bold",
    "2": "opacity: 0.7",
    "3": "font-style: italic",
    "4": "text-decoration: underline",
    "9": "text-decoration: line-through",
}
_SGR = re.compile(r"\x1b\[([\d;]*)m")
_ANY_ORDER = "各行的次序每次可能不同"
_LETTERS = [*ascii_uppercase, *map(str, range(27, MOST_RUNS + 1))]
_MANY = 6  # kinds of results of which not each is shown at once


@dataclass(frozen=True)
class Elsewhere:
    """What a verification knows of a session: its day, the kinds of Python that agree, runs by version ("3.9")."""

    day: str = ""
    agree: Sequence[str] = ()
    plays: Mapping[str, Sequence[Transcript]] = field(default_factory=dict)


NOWHERE = Elsewhere()  # there was no verification


def session_html(
    session: Session,
    plays: Sequence[Transcript],
    wrong: Sequence[Disagreement] = (),
    elsewhere: Elsewhere = NOWHERE,
    again: str = "",
) -> str:
    """One session as a <figure>, given the transcripts of its runs; with its disagreements where there are any.

    `again` is the command that plays it. Without any transcript it shows what a verification kept, or says that no
    Python was there to play it on.
    """
    figure = _Figure(session, elsewhere, again)
    if not plays and not elsewhere.plays:
        body = _note(f"没有运行：构建的机器上没有合适的 Python（{escape(session.options.pythons)}）")
    elif session.options.runs > 1:
        body = figure.distribution(plays or elsewhere.plays[max(elsewhere.plays, key=place)])
    elif session.options.pythons:
        body = figure.versions(plays)
    else:
        body = figure.run(plays[0])
    title = escape(session.options.title)
    caption = f'<figcaption class="session__title">{title}</figcaption>' if title else ""
    failed = failure("这次运行与页面写的不一致", [each.text for each in wrong]) if wrong else ""
    return f'<figure class="session" id="session-{session.line}">{caption}{failed}{body}</figure>'


def failed_html(session: Session, error: str) -> str:
    """What stands in place of a session that could not be played at all."""
    return f'<figure class="session" id="session-{session.line}">{failure("没能运行", [error])}</figure>'


@dataclass(frozen=True)
class _Figure:
    """What a session's figure shows of its runs; for the fields see session_html."""

    session: Session
    elsewhere: Elsewhere
    again: str

    def run(self, play: Transcript) -> str:
        """One run: its terminals, its timeline if there is to be one, its receipt."""
        timeline = timeline_html(self.session, play) if self.session.options.timeline else ""
        return f"{self.terminals(play)}{timeline}{self.receipt(play)}"

    def terminals(self, play: Transcript) -> str:
        order = play.typed if len(self.session.terminals) > 1 else {}
        windows = "".join(_window(self.session, terminal, play, order) for terminal in self.session.terminals)
        return f'<div class="session__terminals">{windows}</div>'

    def versions(self, plays: Sequence[Transcript]) -> str:
        """Runs on several versions: one for those that print the same, each group a tab."""
        own = {play.label: play for play in plays}
        kept = {version: runs[0] for version, runs in self.elsewhere.plays.items()}
        groups = by_version(self.session, {**kept, **own})
        labels, runs = [], []
        for versions, newest in groups:
            labels.append(f"Python {labels_text(versions)}{' 输出相同' if len(versions) > 1 else ''}")
            runs.append(self.run(next((own[version] for version in versions if version in own), newest)))
        if len(groups) == 1:
            agree = [kind.removeprefix("CPython ") for kind in self.elsewhere.agree if promised(kind)]
            others = [label for label in agree if label not in groups[0][0]]
            return _note(labels[0] + (f"；在 {labels_text(others)} 上也与页面相符" if others else "")) + runs[0]
        name = f"__versions_{self.session.line}"
        inputs = heads = blocks = ""
        for i, (label, run) in enumerate(zip(labels, runs, strict=True), 1):
            inputs += f'<input{" checked" if i == 1 else ""} id="{name}_{i}" name="{name}" type="radio">'
            heads += f'<label for="{name}_{i}">{label}</label>'
            blocks += f'<div class="tabbed-block"{"" if i == 1 else " data-search-exclude"}>{run}</div>'
        return (
            f'<div class="tabbed-set tabbed-alternate" data-tabs="{self.session.line}:{len(runs)}">{inputs}'
            f'<div class="tabbed-labels" tabindex="0">{heads}</div><div class="tabbed-content">{blocks}</div></div>'
        )

    def distribution(self, plays: Sequence[Transcript]) -> str:
        """Many runs: how often each kind of result came, one of the most frequent kind, and one of each other to open.

        Where there are very many kinds, and all that tells them apart is a number, the numbers stand on a line instead,
        with the run of the least of them.
        """
        found = kinds(plays)
        if len(found) > _MANY and (differing := differing_number(found)):
            each = (play for kind in found for play in kind.plays)
            _, least = min(zip(differing[0], each, strict=True), key=itemgetter(0))
            return _strip(*differing) + _note("其中数最小的一次") + self.run(least)
        first = self.run(found[0].plays[0])
        if len(found) == 1:
            return _note(f"运行 {len(plays)} 次，{len(plays)} 次都是这样") + first
        rows = more = ""
        for letter, kind in zip(_LETTERS, found, strict=False):
            own = "<br>".join(f"<code>{escape(line)}</code>" for line in kind.own[:3]) or "各行相同，次序不同"
            bar = f'<span class="distribution__bar" style="width: {len(kind.plays) / len(plays):.0%}"></span>'
            rows += f'<tr><th scope="row">{letter}</th><td>{own}</td><td>{len(kind.plays)} 次{bar}</td></tr>'
            if kind is not found[0]:
                more += _folded(f"{letter} 的一次运行", self.terminals(kind.plays[0]))
        counts = "，".join(f"{len(kind.plays)} 次 {letter}" for letter, kind in zip("ABCDE", found, strict=False))
        rest = f"，其余 {len(found) - 5} 种" if len(found) > 5 else ""
        table = f"<caption>运行 {len(plays)} 次：{counts}{rest}</caption><tbody>{rows}</tbody>"
        counted = f'<table class="distribution" data-search-exclude>{table}</table>'
        if len(found) > _MANY:
            counted = _folded(f"运行 {len(plays)} 次，{len(found)} 种结果", counted)
        shown = _note(f"A 的一次运行（{len(found[0].plays)} 次中的一次）")
        return f'{counted}{shown}{first}<div class="distribution__runs">{more}</div>'

    def receipt(self, play: Transcript) -> str:
        isolated = {"namespaces": "独立的网络、进程与文件系统", "lock": "与本机共用，同一时刻只有一次运行"}
        stated = [line.text for step in self.session.steps for line in step.stated]
        varies = any(text is None or WILDCARD in text for text in stated)
        free = self.session.options.any_order and any(len(step.stated) > 1 for step in self.session.steps)
        order = f"；{_ANY_ORDER}" if free else ""
        then = any(play in runs for runs in self.elsewhere.plays.values())
        rows = {
            "解释器": f"{play.implementation} {play.python}{'' if play.gil else '（不带 GIL）'}",
            "系统": play.platform,
            "时间": f"{play.started[:19].replace('T', ' ')}（UTC）",
            "用时": f"{play.seconds:.2f} 秒",
            "命令": f"{len(play.commands)} 条",
            "隔离": isolated[play.isolation],
            "输入摘要": f"sha256:{play.digest}（命令、程序、解释器、shell、内核和引擎的指纹）"
            if play.digest
            else "没有留下",
            "来源": "验证时运行，不是本次构建时" if then else source(play.cached),
            "比较": ("有虚线的文字每次可能不同，其余" if varies else "") + f"逐字比较{order}",
            "重放": self.again,
        }
        if self.elsewhere.agree:
            rows["验证"] = f"{self.elsewhere.day}，在 {'、'.join(self.elsewhere.agree)} 上也与页面相符"
        summary = ["真实运行", rows["解释器"], rows["用时"], *([_ANY_ORDER] if free else [])]
        return details(" · ".join(summary), rows)


def _strip(came: Sequence[int], most: int) -> str:
    """Each run as a dot on a line from 0 to the largest number that is printed."""
    said = f"运行 {len(came)} 次，{len(set(came))} 种结果：最少 {min(came)}，最多 {max(came)}"
    dots = "".join(f'<circle cx="{2 + 96 * number / (most or 1):.2f}%" cy="12" r="4.5"/>' for number in came)
    ends = f'<text x="2%" y="34" text-anchor="middle">0</text><text x="98%" y="34" text-anchor="end">{most}</text>'
    line = '<line x1="2%" x2="98%" y1="12" y2="12"/>'
    picture = f'<svg width="100%" height="40" role="img" aria-label="{said}">{line}{dots}{ends}</svg>'
    return f'<figure class="distribution__strip">{_note(said)}{picture}</figure>'


def _note(text: str) -> str:
    return f'<p class="session__note">{text}</p>'


def _folded(summary: str, html: str) -> str:
    return f'<details class="receipt" data-search-exclude><summary>{summary}</summary>{html}</details>'


def line_html(text: str, stated: str | None = None) -> str:
    """One printed line; its colours as styles, or else what stands where the page has `stated` wildcards marked."""
    if "\x1b" in text:
        html, *coloured = map(partial(escape, quote=False), _SGR.split(text))
        for sgr, piece in batched(coloured, 2):
            css = _css(sgr)
            html += f'<span style="{css}">{piece}</span>' if css and piece else piece
        return html
    parts, end = [], 0
    for first, last in varying(stated or "", text.rstrip()):
        parts += [escape(text[end:first], quote=False), _varies(escape(text[first:last], quote=False))]
        end = last
    return "".join([*parts, escape(text[end:], quote=False)])


def _varies(html: str) -> str:
    return f'<span class="varies">{html}</span>'


def _css(sgr: str) -> str:
    """The style of what follows an SGR sequence of a transcript: it says all that holds there, as `1;38;5;200`."""
    codes = iter(sgr.split(";"))
    faces, colours, reverse = [], {"3": "", "4": ""}, False  # colours of the text, and of what is behind it
    for code in codes:
        if code in ("38", "48"):
            colours[code[0]] = _colour(list(islice(codes, {"2": 3, "5": 1}.get(next(codes, ""), 0))))
        elif basic := re.fullmatch("(3|4|9|10)([0-7])", code):
            colours[{"9": "3", "10": "4"}.get(basic[1], basic[1])] = _COLOURS[int(basic[2])]
        elif code == "7":
            reverse = True
        elif code in _FACES:
            faces.append(_FACES[code])
    text, paper = colours.values()
    if reverse:
        text, paper = paper or "#181c22", text or _COLOURS[-1]
    named = {"color": text, "background-color": paper}
    return "; ".join([*faces, *(f"{name}: {colour}" for name, colour in named.items() if colour)])


def _colour(numbers: Sequence[str]) -> str:
    """Of one number one of 256 colours, of three their red, green and blue; of none, or what is none, no colour."""
    match [min(int(number), 255) for number in numbers if re.fullmatch(r"\d{1,3}", number)]:
        case [n] if n < 16:
            return _COLOURS[n % 8]
        case [n] if n < 232:
            rgb = [(0, 95, 135, 175, 215, 255)[(n - 16) // each % 6] for each in (36, 6, 1)]
        case [n]:
            rgb = [10 * (n - 232) + 8] * 3
        case rgb if len(rgb) < 3:
            return ""
    return f"#{bytes(rgb).hex()}"


def _window(session: Session, terminal: str, play: Transcript, order: Mapping[int, int]) -> str:
    pairs = iter(compare(session, play).pairs[terminal])
    rows: list[str] = []
    for i, event in enumerate(play.events):
        if event.terminal != terminal:
            continue
        html = _event(event, order.get(i), next(pairs) if event.kind == "line" else None)
        unseen = event.kind in ("typed", "pressed") and not event.echoed
        if html is not None and rows and (event.joined or unseen):
            rows[-1] += html
        elif html is not None:
            rows.append(html)
    name = escape(terminal) or "终端"
    label = name if name == "终端" else f"终端：{name}"
    bar = f'<div class="terminal__bar"><span aria-hidden="true">{name}</span></div>'
    screen = "\n".join(rows)
    return (
        f'<div class="terminal" role="group" aria-label="{label}">{bar}'
        f'<pre class="terminal__screen no-copy" tabindex="0"><code>{screen}\n</code></pre></div>'
    )


def _event(event: Event, number: int | None, stated: Stated | None) -> str | None:
    """One line of a window; None for what leaves no trace on a screen.

    A printed line is shown with what the page has `stated` in its place (None: nothing, any line may stand there).
    The number is only an attribute, for CSS to show: it is no part of the text that is read out of it or copied.
    """
    text = escape(event.text, quote=False)
    order = f' data-order="{number}"' if number else ""
    match event.kind:
        case "command":
            return f'<span class="terminal__prompt"{order}>$ </span><b class="terminal__typed">{text}</b>'
        case "prompt":
            return f'<span class="terminal__prompt">{text}</span>'
        case "pressed" if not event.echoed:
            return f'<b class="terminal__typed" data-key="Ctrl-{event.text[1:]}"{order}></b>'
        case "typed" | "pressed":
            return f'<b class="terminal__typed"{order}>{text if event.echoed else ""}</b>'
        case "status" if event.status:
            return f'<span class="terminal__status" data-search-exclude>退出状态 {status_text(event.status)}</span>'
        case "line":
            if stated is not None:
                return line_html(event.text, stated.text)
            bare = event.text.lstrip()
            return event.text.removesuffix(bare) + (_varies(line_html(bare)) if bare else "")
    return None


def status_text(status: int) -> str:
    """An exit status as readers see it; above 128 a shell says that a signal ended the command, and which."""
    names = {128 + each.value: f"（{each.name}）" for each in signal.Signals}
    return f"{status}{names.get(status, '')}"


def details(summary: str, rows: Mapping[str, str]) -> str:
    """A receipt: one line, and on demand these names and values."""
    cells = "".join(f"<div><dt>{name}</dt><dd>{escape(value)}</dd></div>" for name, value in rows.items())
    return _folded(summary, f"<dl>{cells}</dl>")


def source(cached: bool) -> str:
    """Where a result is from, for its receipt."""
    return "缓存：输入未变，沿用上面时间的那次运行" if cached else "本次构建时运行"


def failure(title: str, texts: Iterable[str]) -> str:
    """What went wrong, on the page."""
    pres = "".join(f"<pre><code>{escape(text)}</code></pre>" for text in texts)
    return f'<div class="admonition failure"><p class="admonition-title">{title}</p>{pres}</div>'
