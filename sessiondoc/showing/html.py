"""A transcript -> HTML: terminal windows, a timeline if asked for, and a receipt.

What a program prints is text and never HTML; ANSI colours become colours. The
words that a reader sees are Chinese, as the pages are.
"""

import signal
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from rich.ansi import AnsiDecoder
from rich.console import Console
from rich.style import Style
from rich.terminal_theme import TerminalTheme

from ..compare import Disagreement, compare
from ..evidence import by_version, differing_number, kinds
from ..matching import WILDCARD, varying
from ..pythons import labels_text, place, promised
from ..session import Session, Stated
from ..transcript import Event, Transcript
from .timeline import timeline_html

_GREY, _RED, _GREEN, _YELLOW = (150, 158, 168), (255, 135, 130), (125, 215, 140), (235, 200, 110)
_BLUE, _MAGENTA, _CYAN, _WHITE = (125, 185, 255), (220, 160, 240), (110, 210, 220), (228, 232, 238)
_COLOURS = [_GREY, _RED, _GREEN, _YELLOW, _BLUE, _MAGENTA, _CYAN, _WHITE]
_THEME = TerminalTheme((24, 28, 34), _WHITE, _COLOURS)  # on sessiondoc.css's dark window, each at least 4.5:1
_ANY_ORDER = "各行的次序每次可能不同"
_VERIFIED = "验证时运行（nox -s verify），不是本次构建时"
_MANY = 6  # kinds of results of which not each is shown at once
_CONSOLE = Console(color_system="truecolor", force_terminal=True, legacy_windows=False)


@dataclass(frozen=True)
class Elsewhere:
    """What a verification knows of a session: its day, the kinds of Python that agree, runs by version ("3.9")."""

    day: str = ""
    agree: Sequence[str] = ()
    plays: Mapping[str, Sequence[Transcript]] = field(default_factory=dict)

    def has(self, transcript: Transcript) -> bool:
        """Is this one of its plays, and none of the build's?"""
        return any(transcript in runs for runs in self.plays.values())


NOWHERE = Elsewhere()  # there was no verification


def session_html(
    session: Session,
    plays: Sequence[Transcript],
    wrong: Sequence[Disagreement] = (),
    elsewhere: Elsewhere = NOWHERE,
) -> str:
    """One session as a <figure>, given the transcripts of its runs; with its disagreements where there are any.

    Without any transcript it shows what a verification kept, or says that no Python was there to play it on.
    """
    if not plays and not elsewhere.plays:
        body = _note(f"没有运行：构建的机器上没有合适的 Python（{escape(session.options.pythons)}）")
    elif session.options.runs > 1:
        body = _distribution(session, plays or elsewhere.plays[max(elsewhere.plays, key=place)], elsewhere)
    elif session.options.pythons:
        body = _versions(session, plays, elsewhere)
    else:
        body = _run(session, plays[0], elsewhere)
    title = f'<figcaption class="session__title">{escape(session.options.title)}</figcaption>'
    return (
        f'<figure class="session" id="session-{session.line}">{title if session.options.title else ""}'
        f"{_wrong(wrong)}{body}</figure>"
    )


def _run(session: Session, transcript: Transcript, elsewhere: Elsewhere) -> str:
    """One run: its terminals, its timeline if there is to be one, its receipt."""
    timeline = timeline_html(session, transcript) if session.options.timeline else ""
    return f"{_terminals(session, transcript)}{timeline}{_receipt(session, transcript, elsewhere)}"


def _terminals(session: Session, transcript: Transcript) -> str:
    order = transcript.typed if len(session.terminals) > 1 else {}
    windows = "".join(_window(session, terminal, transcript, order) for terminal in session.terminals)
    return f'<div class="session__terminals">{windows}</div>'


def _versions(session: Session, plays: Sequence[Transcript], elsewhere: Elsewhere) -> str:
    """Runs on several versions: one for those that print the same, each group a tab."""
    own = {play.label: play for play in plays}
    kept = {version: runs[0] for version, runs in elsewhere.plays.items()}
    groups = by_version(session, {**kept, **own})
    runs = []
    for versions, play in groups:
        shown = next((own[version] for version in versions if version in own), play)
        same = " 输出相同" if len(versions) > 1 else ""
        runs.append((f"Python {labels_text(versions)}{same}", _run(session, shown, elsewhere)))
    if len(runs) == 1:
        return _note(f"{runs[0][0]}{_also(groups[0][0], elsewhere)}") + runs[0][1]
    name = f"__versions_{session.line}"
    inputs = "".join(
        f'<input{" checked" if i == 1 else ""} id="{name}_{i}" name="{name}" type="radio">'
        for i in range(1, len(runs) + 1)
    )
    labels = "".join(f'<label for="{name}_{i}">{label}</label>' for i, (label, _) in enumerate(runs, 1))
    hidden = ["", *[" data-search-exclude"] * (len(runs) - 1)]
    blocks = "".join(f'<div class="tabbed-block"{no}>{run}</div>' for no, (_, run) in zip(hidden, runs, strict=True))
    return (
        f'<div class="tabbed-set tabbed-alternate" data-tabs="{session.line}:{len(runs)}">{inputs}'
        f'<div class="tabbed-labels" tabindex="0">{labels}</div><div class="tabbed-content">{blocks}</div></div>'
    )


def _also(shown: Sequence[str], elsewhere: Elsewhere) -> str:
    """The other versions on which a verification found that the session agrees."""
    agree = [kind.removeprefix("CPython ") for kind in elsewhere.agree if promised(kind)]
    others = [label for label in agree if label not in shown]
    return f"；在 {labels_text(others)} 上也与页面相符" if others else ""


def _distribution(session: Session, plays: Sequence[Transcript], elsewhere: Elsewhere) -> str:
    """Many runs: how often each kind of result came, one of the most frequent kind, and one of each other to open.

    Where there are very many kinds, and all that tells them apart is a number, the numbers stand on a line instead.
    """
    first, *others = found = kinds(plays)
    run = _run(session, first.plays[0], elsewhere)
    if not others:
        return _note(f"运行 {len(plays)} 次，{len(plays)} 次都是这样") + run
    if len(found) > _MANY and (differing := differing_number(found)):
        return _strip(*differing) + _note("其中一次") + run
    rows, more = [], []
    for number, kind in enumerate(found):
        own = "<br>".join(f"<code>{escape(line)}</code>" for line in kind.own[:3]) or "各行相同，次序不同"
        bar = f'<span class="distribution__bar" style="width: {len(kind.plays) / len(plays):.0%}"></span>'
        rows.append(f'<tr><th scope="row">{_letter(number)}</th><td>{own}</td><td>{len(kind.plays)} 次{bar}</td></tr>')
    for number, kind in enumerate(others, 1):
        summary = f"<summary>{_letter(number)} 的一次运行</summary>"
        more.append(
            f'<details class="receipt" data-search-exclude>{summary}{_terminals(session, kind.plays[0])}</details>'
        )
    counts = "，".join(f"{len(kind.plays)} 次 {_letter(number)}" for number, kind in enumerate(found[:5]))
    rest = f"，其余 {len(found) - 5} 种" if len(found) > 5 else ""
    caption = f"运行 {len(plays)} 次：{counts}{rest}"
    table = f"<caption>{caption}</caption><tbody>{''.join(rows)}</tbody>"
    counted = f'<table class="distribution" data-search-exclude>{table}</table>'
    if len(found) > _MANY:
        summary = f"<summary>运行 {len(plays)} 次，{len(found)} 种结果</summary>"
        counted = f'<details class="receipt">{summary}{counted}</details>'
    shown = _note(f"A 的一次运行（{len(first.plays)} 次中的一次）")
    return f'{counted}{shown}{run}<div class="distribution__runs">{"".join(more)}</div>'


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


def _letter(number: int) -> str:
    """A, B, … Z, then numbers."""
    return chr(ord("A") + number) if number < 26 else f"{number + 1}"


def failed_html(session: Session, error: str) -> str:
    """What stands in place of a session that could not be played at all."""
    return f'<figure class="session" id="session-{session.line}">{failure("没能运行", [error])}</figure>'


def line_html(text: str, stated: str | None = None, decoder: AnsiDecoder | None = None) -> str:
    """One printed line; its ANSI colours as styles, or else what stands where the page has `stated` wildcards.

    With the `decoder` of the lines before, the colour in which they ended goes on.
    """
    parts = []
    decoder = decoder or AnsiDecoder()
    if "\x1b" not in text and not decoder.style:
        end = 0
        for first, last in varying(stated or "", text.rstrip()):
            parts += [escape(text[end:first], quote=False), _varies(escape(text[first:last], quote=False))]
            end = last
        return "".join([*parts, escape(text[end:], quote=False)])
    for piece, style, _ in decoder.decode_line(text).render(_CONSOLE):
        css = _css(style)
        piece = escape(piece, quote=False)
        parts.append(f'<span style="{css}">{piece}</span>' if css else piece)
    return "".join(parts)


def _varies(html: str) -> str:
    return f'<span class="varies">{html}</span>'


def _css(style: Style | None) -> str:
    return escape(style.get_html_style(_THEME)) if style else ""


def _window(session: Session, terminal: str, transcript: Transcript, order: Mapping[int, int]) -> str:
    pairs, decoder = iter(compare(session, transcript).pairs[terminal]), AnsiDecoder()
    events = [
        (event, order.get(i), next(pairs) if event.kind == "line" else None)
        for i, event in enumerate(transcript.events)
        if event.terminal == terminal
    ]
    label = escape(f"终端：{terminal}" if terminal not in ("", "终端") else "终端")
    bar = f'<div class="terminal__bar"><span aria-hidden="true">{escape(terminal) or "终端"}</span></div>'
    rows: list[str] = []
    for event, number, stated in events:
        html = _event(event, number, stated, decoder)
        unseen = event.kind in ("typed", "pressed") and not event.echoed
        if html is not None and rows and (event.joined or unseen):
            rows[-1] += html
        elif html is not None:
            rows.append(html)
    screen = "\n".join(rows)
    return (
        f'<div class="terminal" role="group" aria-label="{label}">{bar}'
        f'<pre class="terminal__screen no-copy" tabindex="0"><code>{screen}\n</code></pre></div>'
    )


def _event(event: Event, number: int | None, stated: Stated | None, decoder: AnsiDecoder) -> str | None:
    """One line of a window; None for what leaves no trace on a screen.

    A printed line is shown with what the page has `stated` in its place (None: nothing, any line may stand there),
    in the colours that the terminal's `decoder` knows from the lines before.
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
                return line_html(event.text, stated.text, decoder)
            bare = event.text.lstrip()
            return event.text.removesuffix(bare) + (_varies(line_html(bare, None, decoder)) if bare else "")
    return None


def status_text(status: int) -> str:
    """An exit status as readers see it; above 128 a shell says that a signal ended the command, and which."""
    names = {128 + each.value: f"（{each.name}）" for each in signal.Signals}
    return f"{status}{names.get(status, '')}"


def _receipt(session: Session, transcript: Transcript, elsewhere: Elsewhere) -> str:
    isolated = {"namespaces": "独立的网络、进程与 /tmp", "lock": "与本机共用，同一时刻只有一次运行"}
    rows = {
        "解释器": f"{transcript.implementation} {transcript.python}",
        "系统": transcript.platform,
        "时间": f"{transcript.started[:19].replace('T', ' ')}（UTC）",
        "用时": f"{transcript.seconds:.2f} 秒",
        "命令": f"{len(transcript.commands)} 条",
        "隔离": isolated[transcript.isolation],
        "输入摘要": f"sha256:{transcript.digest}（程序、命令、解释器等一切输入的指纹）",
        "来源": _VERIFIED if elsewhere.has(transcript) else source(transcript.cached),
        "比较": _compared(session),
        "重放": f"nox -s play -- {session.page}:{session.line}",
    }
    if elsewhere.agree:
        rows["验证"] = f"{elsewhere.day}，在 {'、'.join(elsewhere.agree)} 上也与页面相符"
    order = f" · {_ANY_ORDER}" if _free_order(session) else ""
    return details(f"真实运行 · {rows['解释器']} · {rows['用时']}{order}", rows)


def _compared(session: Session) -> str:
    """What of a run is held against the page."""
    stated = [line.text for step in session.steps for line in step.stated]
    varies = any(text is None or WILDCARD in text for text in stated)
    letters = "有虚线的文字每次可能不同，其余逐字比较" if varies else "逐字比较"
    return f"{letters}；{_ANY_ORDER}" if _free_order(session) else letters


def _free_order(session: Session) -> bool:
    """May lines of one step come in another order?"""
    return session.options.any_order and any(len(step.stated) > 1 for step in session.steps)


def details(summary: str, rows: Mapping[str, str]) -> str:
    """A receipt: one line, and on demand these names and values."""
    cells = "".join(f"<div><dt>{name}</dt><dd>{escape(value)}</dd></div>" for name, value in rows.items())
    return f'<details class="receipt" data-search-exclude><summary>{summary}</summary><dl>{cells}</dl></details>'


def source(cached: bool) -> str:
    """Where a result is from, for its receipt."""
    return "缓存：输入未变，沿用上面时间的那次运行" if cached else "本次构建时运行"


def _wrong(wrong: Sequence[Disagreement]) -> str:
    return failure("这次运行与页面写的不一致", [each.text for each in wrong]) if wrong else ""


def failure(title: str, texts: Iterable[str]) -> str:
    """What went wrong, on the page."""
    pres = "".join(f"<pre><code>{escape(text)}</code></pre>" for text in texts)
    return f'<div class="admonition failure"><p class="admonition-title">{title}</p>{pres}</div>'
