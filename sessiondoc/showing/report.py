"""The report of a verification, as Markdown for a page of the site. Pure.

A page has it where it says `<!-- verification: table -->`, the totals alone
where it says `summary`, and the labels of the Pythons where it says `versions`.
"""

import re
import string
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from ..evidence import Result, Verification, by_version
from ..page import REPORT, Page
from ..pythons import labels_of, labels_text, newer, promised
from ..session import Session
from .templates import render

_PLAIN = str.maketrans({each: f"&#{ord(each)};" for each in string.punctuation})  # as Markdown escapes not all of it


def counts(markdown: str) -> bool:
    """Whether it says something of all sessions there."""
    return any(place[1] != "versions" for place in REPORT.finditer(markdown))


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
        if place[1] == "versions":
            return labels_text(labels_of(verified.pythons))
        # by kind; None for a session that has changed since
        results = {session: verified.results.get(key(session)) for page in pages for session in page.sessions}
        known = [of for of in results.values() if of is not None]
        varieties, differences = [], []
        for session, of in results.items():
            plays = verified.plays.get(key(session), {}) if session.options.runs == 1 else {}  # of several none tells
            groups = by_version(session, {version: runs[0] for version, runs in plays.items()})
            varieties += [(session, groups)] if len(groups) > 1 else []
            differences += [(session, kind, each.wrong) for kind, each in (of or {}).items() if each.wrong]
        return render(
            "report.md",
            what=place[1],
            verified=verified,
            own=own,
            pages=[(title_of(page), _rows(page, results, verified.pythons)) for page in pages if page.sessions],
            results=results,
            totals={kind: Counter(_verdict(of.get(kind)) for of in known) for kind in verified.pythons},
            varieties=varieties,
            differences=differences,
            url=url,
            newer=newer,
            plain=_plain,
        ).strip()

    return REPORT.sub(fill, markdown)


def _plain(text: str) -> str:
    """The Markdown of which this text comes."""
    return text.translate(_PLAIN)


def _verdict(result: Result | None) -> str:
    return "不适用" if result is None else "不同" if result.wrong else "相符"


def _rows(
    page: Page, results: Mapping[Session, Mapping[str, Result] | None], pythons: Collection[str]
) -> list[tuple[list[Session], str, str, str]]:
    """The sessions of a page that agreed, and did not, on the same Pythons; with their fastest and slowest seconds."""
    rows: dict[tuple[str, str], list[Session]] = {}
    for session in page.sessions:
        of = results[session]
        differ = [kind for kind, each in (of or {}).items() if each.wrong]
        agree = [kind for kind in of or {} if kind not in differ]
        where = "改过，还没有再验证" if of is None else _called(agree, pythons)
        rows.setdefault((where, _called(differ, pythons)), []).append(session)
    return [(sessions, *where, _seconds(map(results.get, sessions))) for where, sessions in rows.items()]


def _seconds(results: Iterable[Mapping[str, Result] | None]) -> str:
    seconds = sorted({f"{each.seconds:.1f}" for of in results for each in (of or {}).values()}, key=float)
    return "–".join(dict.fromkeys([*seconds[:1], *seconds[-1:]]))


def _called(kinds: Sequence[str], pythons: Collection[str]) -> str:
    if len(kinds) == len(pythons):
        return "全部"
    others = [kind for kind in kinds if not promised(kind)]
    return "、".join(filter(None, [labels_text(labels_of(kinds)), *others]))


def title_of(page: Page) -> str:
    """Its heading, or else its path."""
    headings = (line[2:].partition(" {")[0] for line in page.body.split("\n") if line.startswith("# "))
    return next(headings, _plain(page.name))
