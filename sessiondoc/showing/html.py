"""A transcript -> HTML: terminal windows, a timeline if asked for, and a receipt. Pure.

What a program prints is text and never HTML; ANSI colours become colours. The
words that a reader sees are Chinese, as the pages are.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import batched, chain, pairwise, product

from ..compare import Disagreement, compare
from ..evidence import by_version, differing_number, kinds
from ..matching import WILDCARD, varying
from ..pythons import labels_of, place
from ..session import Session
from ..transcript import Transcript
from .lines import folded
from .templates import render, status_text
from .timeline import timeline_html

# From grey over red, green, … to white: on sessiondoc.css's dark window each has at least 4.5:1
_COLOURS = ["#969ea8", "#ff8782", "#7dd78c", "#ebc86e", "#7db9ff", "#dca0f0", "#6ed2dc", "#e4e8ee"]
_CUBE = product((0, 95, 135, 175, 215, 255), repeat=3)
_256 = [*_COLOURS, *_COLOURS, *(f"#{bytes(rgb).hex()}" for rgb in _CUBE)]
_256 += [f"#{bytes([grey] * 3).hex()}" for grey in range(8, 248, 10)]
_FACES = {
    "1": "font-weight: bold",
    "2": "opacity: 0.7",
    "3": "font-style: italic",
    "4": "text-decoration: underline",
    "9": "text-decoration: line-through",
}
_SGR = re.compile(r"\x1b\[([\d;]*)m")
# One of the things that a sequence says: a colour of the text (3, 9) or of what is behind it (4, 10), or a face
_STYLE = re.compile(r"(?:(3|4|9|10)([0-7])|([34])8;(?:5;(\d+)|2;(\d+;\d+;\d+))|[34]8;?\d*|(\d+))(?:;|$)")
_VARIES = '<span class="varies">{}</span>'

SCREEN = '<pre class="terminal__screen no-copy"'
_RECEIPT = re.compile(r'<details class="receipt" data-search-exclude>.*?</details>', re.DOTALL)
_PRE = re.compile(r"<pre\b.*?</pre>", re.DOTALL)
_STATUS = re.compile(r'<span class="terminal__status" data-search-exclude>[^<]*</span>')
_MARKUP = re.compile(r"</?(?:b|span|input)\b[^>]*>")
_HAPPENINGS = {
    "command": '<span class="terminal__prompt"{}>$ </span><b class="terminal__typed">{}</b>',
    "line": "{}{}",
    "prompt": '<span class="terminal__prompt"{}>{}</span>',
    "typed": '<b class="terminal__typed"{}>{}</b>',
    "pressed": '<b class="terminal__typed"{}>{}</b>',
    "status": '<span class="terminal__status" data-search-exclude{}>退出状态 {}</span>',
}


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
        none = f"没有运行：构建的机器上没有合适的 Python（{escape(session.options.pythons)}）"
        body = f'<p class="session__note">{none}</p>'
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
        windows = ""
        for terminal in self.session.terminals:
            name = escape(terminal) or "终端"
            windows += (
                f'<div class="terminal" role="group" aria-label="{name if name == "终端" else f"终端：{name}"}">'
                f'<div class="terminal__bar"><span aria-hidden="true">{name}</span></div>'
                f'{SCREEN} tabindex="0"><code>'
                f"{folded(f'{_screen(self.session, terminal, play)}\n')}</code></pre></div>"
            )
        return f'<div class="session__terminals">{windows}</div>'

    def versions(self, plays: Sequence[Transcript]) -> str:
        """Runs on several versions: one for those that print the same, each group a tab."""
        own = {play.label: play for play in plays}
        groups = by_version(self.session, {version: runs[0] for version, runs in self.elsewhere.plays.items()} | own)
        runs = [(labels, next(filter(None, map(own.get, labels)), newest)) for labels, newest in groups]
        agree = labels_of(self.elsewhere.agree)
        others = [label for label in agree if label not in runs[0][0]]
        return render("versions.html", figure=self, groups=runs, others=others)

    def distribution(self, plays: Sequence[Transcript]) -> str:
        """Many runs: how often each kind of result came, one of the most frequent kind, and one of each other to open.

        Where there are very many kinds, and all that tells them apart is a number, the numbers stand on a line instead,
        with the run of the least of them.
        """
        found = kinds(plays)
        many = len(found) > 6
        numbers, most = (differing_number(found) if many else None) or ([], 0)
        least = numbers and [play for kind in found for play in kind.plays][numbers.index(min(numbers))]
        values = {"found": found, "many": many, "numbers": numbers, "most": most, "least": least}
        return render("distribution.html", figure=self, plays=plays, **values)

    def receipt(self, play: Transcript) -> str:
        steps = self.session.steps
        then = any(play in runs for runs in self.elsewhere.plays.values())
        return render(
            "run.html",
            play=play,
            commands=sum(event.kind == "command" for event in play.events),
            source="验证时运行，不是本次构建时" if then else source(play.cached),
            varies=any(line.text is None or WILDCARD in line.text for step in steps for line in step.stated),
            free=self.session.options.any_order and any(len(step.stated) > 1 for step in steps),
            again=self.again,
            elsewhere=self.elsewhere,
        )


def _screen(session: Session, terminal: str, play: Transcript) -> str:
    """What stands in a terminal's window.

    The numbers are only attributes, for CSS to show: they are no part of the text that is read out or copied.
    """
    pairs = iter(compare(session, play).pairs[terminal])
    order = play.typed if len(session.terminals) > 1 else {}
    html = ""
    for i, event in enumerate(play.events):
        if event.terminal != terminal or (event.kind == "status" and not event.status):
            continue
        text, number = escape(event.text, quote=False), f' data-order="{order[i]}"' if i in order else ""
        line_end = "\n" if html and event.echoed and not event.joined else ""
        if html and not line_end and number:
            number += " data-within"  # its line has begun before it
        if event.kind == "line":
            stated = next(pairs)
            text = line_html(event.text, stated.text if stated else None)
        elif event.kind == "status":
            text = status_text(event.status or 0)
        elif not event.echoed:
            number = f' data-key="Ctrl-{text[1:]}"{number}' if event.kind == "pressed" else number
            text = ""
        html += f"{line_end}{_HAPPENINGS[event.kind].format(number, text)}"
    return html


def line_html(text: str, stated: str | None = "") -> str:
    """One printed line, its colours as styles; what stands where the page has `stated` wildcards is marked.

    Of a coloured line with wildcards all is marked, and where nothing is stated (None).
    """
    if stated is None and (bare := text.lstrip()):
        return text.removesuffix(bare) + _VARIES.format(line_html(bare))
    if "\x1b" in text:
        html, *coloured = _SGR.split(escape(text, quote=False))
        for sgr, piece in batched(coloured, 2):
            css = _css(sgr)
            html += f'<span style="{css}">{piece}</span>' if css and piece else piece
        return _VARIES.format(html) if stated and WILDCARD in stated else html
    spans = varying(stated, text.rstrip()) if stated and WILDCARD in stated else []
    cuts = pairwise([0, *chain.from_iterable(spans), len(text)])
    pieces = [escape(text[first:last], quote=False) for first, last in cuts]
    return "".join(_VARIES.format(piece) if number % 2 else piece for number, piece in enumerate(pieces))


def _css(sgr: str) -> str:
    """The style of what follows an SGR sequence of a transcript: it says all that holds there, as `1;38;5;200`."""
    codes, colours = [], dict[str, str]()
    for of, basic, of_many, number, rgb, code in _STYLE.findall(sgr):
        codes.append(code)
        if basic or number or rgb:
            parts = bytes(min(int(each), 255) for each in rgb.split(";") if each)
            colour = f"#{parts.hex()}" if rgb else _256[min(int(basic or number), 255)]
            colours["color" if (of or of_many) in "39" else "background-color"] = colour
    if "7" in codes:  # the other way round
        text, paper = colours.get("color", _COLOURS[-1]), colours.get("background-color", "#181c22")
        colours = {"color": paper, "background-color": text}
    faces = [_FACES[code] for code in codes if code in _FACES]
    return "; ".join([*faces, *(f"{name}: {colour}" for name, colour in colours.items())])


def source(cached: bool) -> str:
    """Where a result is from, for its receipt."""
    return "缓存：输入未变，沿用上面时间的那次运行" if cached else "本次构建时运行"


def searched(html: str) -> str:
    """A page as a search has to read it: the same text in a third of the elements, as each takes it long.

    Without receipts and statuses, which are excluded, and without what only colours blocks of code.
    """

    def bare(block: re.Match[str]) -> str:
        code = _STATUS.sub("", block[0])
        return code if "data-search-exclude" in code else _MARKUP.sub("", code)

    return _PRE.sub(bare, _RECEIPT.sub("", html))


def failure(title: str, texts: Iterable[str]) -> str:
    """What went wrong, on the page."""
    pres = "".join(f"<pre><code>{escape(text)}</code></pre>" for text in texts)
    return f'<div class="admonition failure"><p class="admonition-title">{title}</p>{pres}</div>'
