"""The report of a verification, as Markdown for a page of the site. Pure.

A page has it where it says `<!-- verification: table -->`, the totals alone
where it says `summary`, and the labels of the Pythons where it says `versions`.
"""

import re
import string
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape

from ..evidence import Result, Verification, by_version
from ..page import Page
from ..pythons import labels_text, newer, promised
from ..session import Session
from ..transcript import Transcript

_NONE = "这次构建没有验证结果：`nox -s verify` 还没有在这里运行过。"
_PLAIN = str.maketrans({each: f"&#{ord(each)};" for each in string.punctuation})  # as Markdown escapes not all of it
_PLACE = re.compile(r"<!-- verification: (summary|table|versions) -->")


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
            return _NONE
        if place[1] == "summary":
            return summary(verified, pages, key)
        if place[1] == "versions":
            return labels_text(kind.removeprefix("CPython ") for kind in verified.pythons if promised(kind))
        return "\n\n".join([*_unknown(verified, own), table(verified, pages, key, url)])

    return _PLACE.sub(fill, markdown)


def summary(verified: Verification, pages: Sequence[Page], key: Callable[[Session], str]) -> str:
    """The totals, of sessions that have not changed since, in a sentence or two."""
    known = _known(verified, pages, key)
    changed = sum(len(page.sessions) for page in pages) - len(known)
    counted = Counter(_verdict(result) for of in known for result in of.values())
    versions = "、".join(verified.pythons)
    return (
        f"{verified.played[:10]}，页面上的 {len(known)} 次运行，"
        f"在 {versions} 上共做了 {counted.total()} 遍："
        f"{counted['相符']} 遍与页面相符，{counted['不同']} 遍不同。"
        f"{f'另有 {changed} 次改过，还没有再验证。' if changed else ''}"
    )


def _unknown(verified: Verification, own: str) -> Iterator[str]:
    """The Pythons here on which the pages have never been verified."""
    if own not in verified.pythons:
        yield f'!!! warning "{own} 上还没有验证过"\n\n    这次构建用的就是它；下面的表里没有它。'
    for kind in filter(newer, verified.pythons):
        yield f'!!! warning "{kind} 比这些页面知道的版本都新"\n\n    与页面不同的地方列在最后。'


def _known(verified: Verification, pages: Sequence[Page], key: Callable[[Session], str]) -> list[dict[str, Result]]:
    """The results of the sessions that the pages have now; there are none of those that have changed since."""
    results = (verified.results.get(key(session)) for page in pages for session in page.sessions)
    return [of for of in results if of is not None]


def table(
    verified: Verification, pages: Sequence[Page], key: Callable[[Session], str], url: Callable[[Session], str]
) -> str:
    """Every session by every kind of Python, and what differs."""
    return "\n\n".join(_parts(verified, pages, key, url))


def _parts(
    verified: Verification, pages: Sequence[Page], key: Callable[[Session], str], url: Callable[[Session], str]
) -> Iterator[str]:
    yield (
        f"{verified.played[:10]} {verified.played[11:16]}（UTC），在 {verified.platform} 上（{verified.cpus} 个 CPU），"
        f"`nox -s verify` 用 {verified.seconds:g} 秒得到下面的结果。✓ 与页面相符，✗ 不同，— 不适用；"
        "数字是用时，单位是秒。运行多次的，每次都相符才算相符。"
    )
    yield _markdown([["解释器", "版本", "相符", "不同", "不适用"], *_totals(verified, _known(verified, pages, key))])
    if verified.absent:
        yield f"没有运行：CPython {'、'.join(verified.absent)}。验证用的机器上没有，所以这里什么也不说。"
    heads = ["运行", *(kind.removeprefix("CPython ") for kind in verified.pythons)]
    differing: list[str] = []
    varying: list[str] = []
    for page in pages:
        if page.sessions:
            results = [(session, verified.results.get(key(session))) for session in page.sessions]
            yield f"## {_title(page)} {{#{page.folder.replace('/', '-')}}}"
            yield _markdown([heads, *([_link(session, url), *_cells(of, verified)] for session, of in results)])
            for session, of in results:
                differing += _differences(_link(session, url), of or {})
                varying += _varieties(_link(session, url), session, verified.plays.get(key(session), {}))
    if varying:
        yield "## 因版本而异的输出 {#versions}"
        yield "与页面都相符，但印出的不一样：输出相同的版本是一组，分号隔开各组。页面上每一组有一个标签。"
        yield "\n".join(varying)
    if differing:
        yield "## 与页面不同的地方 {#different}"
        yield "\n".join(differing)


def _totals(verified: Verification, known: Sequence[dict[str, Result]]) -> Iterator[list[str]]:
    for kind, version in verified.pythons.items():
        counted = Counter(_verdict(of.get(kind)) for of in known)
        version += f"（{verified.earlier[kind][:10]}）" if kind in verified.earlier else ""
        yield [kind, version, *(f"{counted[verdict]}" for verdict in ("相符", "不同", "不适用"))]


def _verdict(result: Result | None) -> str:
    return "不适用" if result is None else "不同" if result.wrong else "相符"


def _cells(results: dict[str, Result] | None, verified: Verification) -> list[str]:
    if results is None:
        return ["改过，还没有再验证", *[""] * (len(verified.pythons) - 1)]
    of = [results.get(kind) for kind in verified.pythons]
    return ["—" if each is None else f"{'✗' if each.wrong else '✓'} {each.seconds:.2f}" for each in of]


def _differences(link: str, results: dict[str, Result]) -> Iterator[str]:
    for kind, result in results.items():
        if result.wrong:
            yield f"- {link}，{kind}：{result.wrong.translate(_PLAIN)}".replace("\n", "<br>")


def _varieties(link: str, session: Session, plays: Mapping[str, Sequence[Transcript]]) -> Iterator[str]:
    """The versions that printed the same, where others printed something else.

    One of several runs tells nothing of its version.
    """
    groups = by_version(session, {version: runs[0] for version, runs in plays.items()})
    if len(groups) > 1 and session.options.runs == 1:
        yield f"- {link}：{'；'.join(labels_text(versions) for versions, _ in groups)}"


def _markdown(rows: list[list[str]]) -> str:
    head, *body = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join([head, "|" + " --- |" * len(rows[0]), *body])


def _link(session: Session, url: Callable[[Session], str]) -> str:
    title = session.options.title.translate(_PLAIN) or f"第 {session.line} 行"
    return f'<a href="{escape(url(session))}">{title}</a>'


def _title(page: Page) -> str:
    """Its heading, or else its path."""
    headings = (line[2:].partition(" {")[0] for line in page.body.split("\n") if line.startswith("# "))
    return next(headings, page.name.translate(_PLAIN))
