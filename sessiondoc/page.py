"""A Markdown page: its fences, and the snippets that it shows.

A page and its snippets share a path: `docs/a/b.md` shows and plays the files of `snippets/a/b/`. Which pages there
are, MkDocs says. Fences are found by pytest-codeblocks' own reader, for the build as for the tests; whatever another
tool would read as a fence is a problem.
"""

import io
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from pathlib import Path, PurePosixPath
from typing import Any

from .session import Session, SessionError, folder_of, parse, read_options
from .snippets import entries, hidden

_INFO = re.compile(r"(?P<language>[\w+#.-]*)(?P<options>(?: +[\w-]+=(?:\"[^\"]*\"|'[^']*'))*) *")
_OPTION = re.compile(r"([\w-]+)=(?:\"([^\"]*)\"|'([^']*)')")
_FENCE_LIKE = re.compile(r"[\s>]*(?:[-+*]\s+|\d+[.)]\s+)*(?:`{3,}|~{3,})")
_CLOSING = re.compile(r"[ \t]*`{3,}[ \t]*\r?")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
CODEBLOCKS = re.compile(r"<!--[-\s]*pytest(?:-codeblocks:|\.mark\.)[^\n]*")
_BLANK = re.compile(r"^[ \t]+$|^$(?=\n)", re.MULTILINE)
MARKER = re.compile(r"^[ \t]*;*-+8<-+[ \t]*[\"'\n]|-+8<-+[ \t]+\[", re.MULTILINE)  # pymdownx.snippets
REPORT = re.compile(r"<!-- verification: (summary|table|versions) -->")  # in its place stands one
_REPORT_LIKE = re.compile(r"<!--+\s*verification\b.*", re.IGNORECASE)
_PRE = re.compile(r"<pre\b", re.IGNORECASE)
_INCLUDE = re.compile(r'--8<-- "(?!(?:[^"\n]*/)?\.{0,2}[/"])([^"\n]+)"\n?')  # no part of the path is empty, . or ..
_SHOWN_OPTIONS = {"python": ("exec", "title", "linenums", "hl_lines"), "console": ("exec", "title")}  # of what is read
_COMPUTED_OPTIONS = ("exec", "html")  # of what computes a part of the page: markdown-exec's
_LINES = re.compile(r"[0-9]{1,6}(-[0-9]{1,6})?( +[0-9]{1,6}(-[0-9]{1,6})?)*")  # 2 5-7
_SESSION = '```console exec="on" title="…"'
_UNSHOWABLE = {
    "it is not UTF-8": re.compile(r"[\udc80-\udcff]"),
    "it is empty": re.compile(r"\A\s*\Z"),
    "it has a section marker (--8<--)": MARKER,
    "it has control characters or line ends other than LF": re.compile(r"\A\ufeff|[\r\f\v\x02\x03\0\x85\u2028\u2029]"),
    "it must begin and end with a line that is not blank, and a single LF": re.compile(r"\A\s*?\n|[^\n]\Z|\n\s*\n\Z"),
}


@dataclass(frozen=True)
class Problem:
    """Something wrong with a file; `line` counts from 1. Printed as PATH:LINE: TEXT."""

    path: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text}"


@dataclass(frozen=True)
class Fence:
    """A fenced block: where it opens (from 1), its info string, its text; `closed`: a line of backticks ends it."""

    line: int
    info: str
    text: str
    closed: bool = True

    @property
    def last(self) -> int:
        """The line that closes it."""
        return self.line + self.text.count("\n") + 1

    @cached_property
    def language(self) -> str | None:
        """The first word of the info string; None where it can't be read."""
        return match["language"] if (match := _INFO.fullmatch(self.info)) else None

    @cached_property
    def options(self) -> dict[str, str]:
        return {name: double or single for name, double, single in _OPTION.findall(self.info)}

    @cached_property
    def executed(self) -> bool:
        return self.options.get("exec", "off") == "on"

    @cached_property
    def includes(self) -> str | None:
        """The snippet that it shows, as a path below the snippets folder."""
        return match[1] if (match := _INCLUDE.fullmatch(self.text)) else None


@dataclass
class Page:
    """A page as it was read.

    `name` is its path below the docs folder, by which MkDocs knows it, `path` its file as messages name it. `text` is
    all that the file says, the first `front` characters of it front matter. `snippets` are its own, as paths below
    the snippets folder, without those that are empty.
    """

    name: str
    text: str
    path: str = ""
    front: int = 0
    fences: list[Fence] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)
    snippets: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def folder(self) -> str:
        """Its folder below the snippets folder."""
        return folder_of(self.name)

    @property
    def body(self) -> str:
        """The text with as many empty lines in place of the front matter."""
        return "\n" * self.text.count("\n", 0, self.front) + self.text[self.front :]

    @property
    def shown(self) -> dict[str, int]:
        """The snippets that it includes (paths below the snippets folder), and where each opens first."""
        shown = reversed([fence for fence in self.fences if fence.language == "python"])
        return {fence.includes: fence.line for fence in shown if fence.includes}

    def fence_at(self, line: int) -> int:
        """Where the fence opens of which this is a line; the line itself where it is of none."""
        return next((fence.line for fence in self.fences if fence.line <= line <= fence.last), line)

    def problem(self, line: int, text: str) -> None:
        self.problems.append(Problem(self.path or self.name, line, text))


def shown(path: Path) -> str:
    """A path as a person in this folder would type it; bytes that are no UTF-8 as `\\xe9`."""
    typed = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    return os.fsencode(typed).decode(errors="backslashreplace")


def parse_page(name: str, text: str, path: str = "", front: int = 0) -> Page:
    """Find a page's fences and sessions, and all that is wrong in its text; for the parameters see Page."""
    page = _parsed(name, text, path, front)
    return replace(page, problems=[*page.problems], snippets=[])


@lru_cache(1000)  # `mkdocs serve` builds again and again
def _parsed(name: str, text: str, path: str, front: int) -> Page:
    page = Page(name, text, path, front)
    page.fences = fences(page.body)
    for fence in page.fences:
        _check_fence(page, fence)
    _check_rest(page)
    return page


def fences(text: str) -> list[Fence]:
    """The fences of a Markdown text, as pytest-codeblocks finds them whatever it is told in comments.

    Blank lines are padded, or it would lose those of an indented fence.
    """
    padded = _BLANK.sub(" " * 99, CODEBLOCKS.sub("", text))
    for closing in ("", f"\n{'`' * 99}\n"):
        with suppress(RuntimeError):  # a fence is open at the end
            found = _codeblocks().extract_from_buffer(
                io.StringIO(padded + closing, newline="\n"), max_num_lines=1_000_000
            )
            read = [Fence(each.lineno, each.syntax or "", _BLANK.sub("", each.code)) for each in found]
            lines = padded.split("\n")  # that reader lets a fence end where another opens
            return [
                replace(each, closed=any(map(_CLOSING.fullmatch, lines[each.last - 1 : each.last]))) for each in read
            ]
    return []


def give_snippets(pages: Iterable[Page], unpublished: Iterable[str], snippets: Path) -> list[Problem]:
    """Give each page its snippets and check that it shows them whole, and can do so byte for byte.

    Those of `unpublished` pages (names) are left alone. Returns what is wrong with those that belong to no page at all.
    """
    owners = {folder_of(name): Page(name, "") for name in unpublished} | {page.folder: page for page in pages}
    lost = Page("", "")
    for path, place, found in entries(str(snippets)) if snippets.is_dir() else ():
        folders = map(str, (PurePosixPath(path), *PurePosixPath(path).parents))
        page, file = next((owners[each] for each in folders if each in owners), lost), Path(place)
        if isinstance(found, str):
            page.problems.append(Problem(shown(file), 1, f"this {found}"))
        elif file.suffix == ".py" and not hidden(path) and file.is_file() and file.read_bytes().strip():
            page.snippets.append(path)
    for owner in owners.values():
        _check_programs(owner, snippets)
    for path in lost.snippets:
        text = f"this snippet belongs to no page: there is no {PurePosixPath(path).parent}.md"
        lost.problems.append(Problem(shown(snippets / path), 1, text))
    return lost.problems


def with_sessions(page: Page, texts: dict[int, str]) -> str:
    """The page's text with other texts in the fences that open at these lines.

    A fence is lengthened where a line of its new text would close it; new lines end as its opening line does.
    """
    lines = page.text.split("\n")
    for fence in reversed(page.fences):
        if fence.line in texts:
            opening = lines[fence.line - 1].lstrip()
            indent = lines[fence.line - 1].removesuffix(opening)
            end = "\r" if opening.endswith("\r") else ""
            inside = re.findall(r"^[ \t]*(`{3,})", texts[fence.line], re.MULTILINE)
            ticks = max(inside, key=len, default="") + "`"
            if not opening.startswith(ticks):
                lines[fence.line - 1] = indent + ticks + opening.lstrip("`")
                lines[fence.last - 1] = indent + ticks + end
            new = texts[fence.line].removesuffix("\n").split("\n")
            lines[fence.line : fence.last - 1] = [f"{indent}{line}{end}" if line.strip() else end for line in new]
    return "\n".join(lines)


@cache
def _codeblocks() -> Any:
    """pytest-codeblocks' reader alone: the package around it loads pytest."""
    package = find_spec("pytest_codeblocks")
    spec = package and PathFinder.find_spec("main", package.submodule_search_locations)
    if spec is None or spec.loader is None:
        raise ImportError("pytest-codeblocks is not installed, or has no main.py any more")
    reader = module_from_spec(spec)
    spec.loader.exec_module(reader)
    return reader


def _check_fence(page: Page, fence: Fence) -> None:
    if not fence.closed:
        page.problem(fence.line, "this fence is never closed")
        return  # and what it would swallow is nobody's session
    if len(fence.options) < len(_OPTION.findall(fence.info)):
        page.problem(fence.line, f"an option is stated twice: {fence.info}")
    if wrong := _wrong(page, fence):
        page.problem(fence.line, wrong)
    elif fence.language == "console" and fence.executed:
        twin = sum(session.text == fence.text for session in page.sessions)
        try:
            page.sessions.append(parse(fence.text, read_options(fence.options), page.name, fence.line, twin))
        except SessionError as error:
            page.problem(fence.line + error.line, str(error))


def _wrong(page: Page, fence: Fence) -> str:
    """What is wrong with a fence whatever its session says; "" if nothing."""
    computes = fence.executed and fence.language in ("python", "py")
    known = _COMPUTED_OPTIONS if computes else _SHOWN_OPTIONS.get(fence.language or "")
    if fence.language is None:
        return f"the fence `{fence.info}` is read differently by different tools; write {_SESSION}"
    if fence.language == "console" and fence.executed:
        return ""  # its options are read with the session
    if fence.language == "console" and fence.options.get("exec") != "off":
        return 'write exec="on" to play this session, or exec="off" to show it only'
    if fence.language == "python" and not computes and fence.includes is None:
        return f'this program is no snippet; save it under snippets/ and write --8<-- "{page.folder}/NAME.py"'
    if known is None:
        text = f"a `{fence.language or 'bare'}` fence is neither a program nor a session: output belongs into"
        return f'{text} {_SESSION}, what is only to be read into ```console exec="off"'
    if unknown := sorted(fence.options.keys() - set(known)):
        return f"unknown option {unknown[0]!r} here; known: {', '.join(known)}"
    title, path = fence.options.get("title"), fence.includes
    if path and title is not None and not f"/{path}".endswith(f"/{title}"):
        return f'this is not `{title}`: write title="{PurePosixPath(path).name}"'
    return ""


def _check_rest(page: Page) -> None:
    """What another tool than pytest-codeblocks would take for code."""
    body = page.body

    def lines(match: re.Match[str]) -> range:
        first = body.count("\n", 0, match.start()) + 1
        return range(first, first + match[0].count("\n") + 1)

    fenced = {at for fence in page.fences for at in range(fence.line, fence.last + 1)}
    comments = [lines(match) for match in _COMMENT.finditer(body)]
    commented = {at for comment in comments if comment[0] not in fenced for at in comment}
    for match in CODEBLOCKS.finditer(body):
        page.problem(lines(match)[0], f"`{match[0]}` would hide code from the tests; take it out")
    for match in _REPORT_LIKE.finditer(body):
        if REPORT.match(match[0]) and lines(match)[0] in fenced:
            page.problem(lines(match)[0], f"a build writes a report in place of `{match[0]}`; take it out")
        elif lines(match)[0] not in fenced and not REPORT.match(match[0]):
            wrong = f"`{match[0]}` is no report; write <!-- verification: table -->, or summary or versions"
            page.problem(lines(match)[0], wrong)
    for at, text in enumerate(body.split("\n"), 1):
        if at in commented and _FENCE_LIKE.match(text):
            page.problem(at, "a fence in a comment: some tools read it; take it out")
        elif at not in fenced and _FENCE_LIKE.match(text):
            page.problem(at, "this fence is read by some tools and not by others; open it with three backticks")
        elif at not in fenced and _PRE.search(re.sub(r"`+[^`]*`+", "", text)):
            page.problem(at, 'a <pre> shows text that nothing printed; write a ```console exec="on" session')


def _check_programs(page: Page, snippets: Path) -> None:
    for fence in page.fences:
        marked, file = fence.options.get("hl_lines"), snippets / (fence.includes or "")
        if marked is not None and file.is_file():
            last = file.read_bytes().count(b"\n")
            spans = [[*map(int, span.split("-"))] for span in marked.split()] if _LINES.fullmatch(marked) else [[0]]
            if not all(0 < span[0] <= span[-1] <= last for span in spans):
                page.problem(fence.line, f'hl_lines="{marked}": write lines from 1 to {last}, such as "2 5-7"')
    for path, line in page.shown.items():
        if not (snippets / path).is_file():
            page.problem(line, f"there is no {shown(snippets / path)}")
    for path in page.snippets:
        if path not in page.shown:
            how = f'write ```python title="{path.removeprefix(f"{page.folder}/")}" with --8<-- "{path}"'
            page.problem(1, f"{shown(snippets / path)} is not shown; {how}")
        if reason := why_not_shown((snippets / path).read_bytes()):
            line = page.shown.get(path, 1)
            page.problem(line, f"{shown(snippets / path)} can't be shown byte for byte: {reason}")


@lru_cache(5000)
def why_not_shown(content: bytes) -> str:
    """Why a file can't be published byte for byte; "" if it can."""
    text = content.decode(errors="surrogateescape")
    return next((reason for reason, pattern in _UNSHOWABLE.items() if pattern.search(text)), "")
