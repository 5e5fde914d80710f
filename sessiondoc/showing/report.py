"""The report of a verification, as Markdown for a page of the site. Pure.

A page has it where it says `<!-- verification: table -->`, the totals alone
where it says `summary`, and the labels of the Pythons where it says `versions`.
"""

import re
import string
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from ..evidence import Result, Verification, by_version
from ..page import Page
from ..pythons import labels_text, newer, promised
from ..session import Session

_PLAIN = str.maketrans({each: f"&#{ord(each)};" for each in string.punctuation})  # as Markdown escapes not all of it
_PLACE = re.compile(r"<!-- verification: (summary|table|versions) -->")
_VERDICTS = ("相符", "不同", "不适用")


def filled(
    markdown: str,
    verified: Verification | None,
    own: str,
    pages: Sequence[Page],
    key: Callable[[Session], str],
    url: Callable[[Session], str],
) -> str:
    """A page's Markdown with the report where it asks for it.

    `own` is the kind of Python of this build, `key` gives the key of a session's results, `url` the address at which
    this page links to it.
    """

    def fill(place: re.Match[str]) -> str:
        if verified is None:
            return "这次构建没有验证结果：在这里还没有验证过。"
        results = {session: verified.results.get(key(session)) for page in pages for session in page.sessions}
        report = _Report(verified, own, pages, results, key, url)
        match place[1]:
            case "summary":
                return report.summary()
            case "versions":
                return labels_text(kind.removeprefix("CPython ") for kind in verified.pythons if promised(kind))
        return "\n\n".join(report.parts())

    return _PLACE.sub(fill, markdown)


@dataclass(frozen=True)
class _Report:
    """What `filled` was given; and the `results` of the sessions by kind, None for one that has changed since."""

    verified: Verification
    own: str
    pages: Sequence[Page]
    results: dict[Session, dict[str, Result] | None]
    key: Callable[[Session], str]
    url: Callable[[Session], str]

    def summary(self) -> str:
        """The totals, of sessions that have not changed since, in a sentence or two."""
        known = [of for of in self.results.values() if of is not None]
        changed = len(self.results) - len(known)
        counted = Counter(_verdict(result) for of in known for result in of.values())
        return (
            f"{self.verified.played[:10]}，页面上的 {len(known)} 次运行，"
            f"在 {'、'.join(self.verified.pythons)} 上共做了 {counted.total()} 遍："
            f"{counted['相符']} 遍与页面相符，{counted['不同']} 遍不同。"
            f"{f'另有 {changed} 次改过，还没有再验证。' if changed else ''}"
        )

    def parts(self) -> Iterator[str]:
        """Every session by every kind of Python, and what differs."""
        verified = self.verified
        if self.own not in verified.pythons:
            yield f'!!! warning "{self.own} 上还没有验证过"\n\n    这次构建用的就是它；下面的表里没有它。'
        for kind in filter(newer, verified.pythons):
            yield f'!!! warning "{kind} 比这些页面知道的版本都新"\n\n    与页面不同的地方列在最后。'
        yield (
            f"{verified.played[:10]} {verified.played[11:16]}（UTC），在 {verified.platform} 上"
            f"（{verified.cpus} 个 CPU）用 {verified.seconds:g} 秒验证，得到下面的结果。"
            "✓ 与页面相符，✗ 不同，— 不适用；数字是用时，单位是秒。运行多次的，每次都相符才算相符。"
        )
        yield _markdown(["解释器", "版本", *_VERDICTS], self._totals())
        if verified.absent:
            yield f"没有运行：CPython {'、'.join(verified.absent)}。验证用的机器上没有，所以这里什么也不说。"
        heads = ["运行", *(kind.removeprefix("CPython ") for kind in verified.pythons)]
        for page in self.pages:
            if page.sessions:
                yield f"## {_title(page)} {{#{page.folder.replace('/', '-')}}}"
                yield _markdown(heads, ([self._link(session), *self._cells(session)] for session in page.sessions))
        if varying := "\n".join(self._varieties()):
            yield "## 因版本而异的输出 {#versions}"
            yield "与页面都相符，但印出的不一样：输出相同的版本是一组，分号隔开各组。页面上每一组有一个标签。"
            yield varying
        if differing := "\n".join(self._differences()):
            yield "## 与页面不同的地方 {#different}"
            yield differing

    def _totals(self) -> Iterator[list[str]]:
        for kind, version in self.verified.pythons.items():
            counted = Counter(_verdict(of.get(kind)) for of in self.results.values() if of is not None)
            day = f"（{self.verified.earlier[kind][:10]}）" if kind in self.verified.earlier else ""
            yield [kind, f"{version}{day}", *(f"{counted[verdict]}" for verdict in _VERDICTS)]

    def _cells(self, session: Session) -> Iterator[str]:
        results = self.results[session]
        if results is None:
            yield from ["改过，还没有再验证", *[""] * (len(self.verified.pythons) - 1)]
            return
        for each in map(results.get, self.verified.pythons):
            yield "—" if each is None else f"{'✗' if each.wrong else '✓'} {each.seconds:.2f}"

    def _differences(self) -> Iterator[str]:
        for session, results in self.results.items():
            for kind, result in (results or {}).items():
                if result.wrong:
                    yield f"- {self._link(session)}，{kind}：{result.wrong.translate(_PLAIN)}".replace("\n", "<br>")

    def _varieties(self) -> Iterator[str]:
        """The versions that printed the same, where others printed something else."""
        for session in self.results:
            if session.options.runs == 1:  # one of several tells nothing of its version
                plays = self.verified.plays.get(self.key(session), {})
                groups = by_version(session, {version: runs[0] for version, runs in plays.items()})
                if len(groups) > 1:
                    yield f"- {self._link(session)}：{'；'.join(labels_text(versions) for versions, _ in groups)}"

    def _link(self, session: Session) -> str:
        title = session.options.title.translate(_PLAIN) or f"第 {session.line} 行"
        return f'<a href="{escape(self.url(session))}">{title}</a>'


def _verdict(result: Result | None) -> str:
    return "不适用" if result is None else "不同" if result.wrong else "相符"


def _markdown(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in (head, *rows)]
    lines.insert(1, "|" + " --- |" * len(head))
    return "\n".join(lines)


def _title(page: Page) -> str:
    """Its heading, or else its path."""
    headings = (line[2:].partition(" {")[0] for line in page.body.split("\n") if line.startswith("# "))
    return next(headings, page.name.translate(_PLAIN))
