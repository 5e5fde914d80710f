"""A Markdown page: its fences, what it shows and what it plays.

A page and its snippets share a path: `docs/a/b.md` shows and plays the files of
`snippets/a/b/`. Fences are found by pytest-codeblocks' own reader, for the build
as for the tests; whatever another tool would read as a fence is a problem.
"""

import ast
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise
from pathlib import Path, PurePosixPath

from pytest_codeblocks import extract_from_buffer

from .session import Session, SessionError, parse, read_options

_INFO = re.compile(r"(?P<language>[\w+#.-]*)(?P<options>(?: +[\w-]+=(?:\"[^\"]*\"|'[^']*'))*) *")
_OPTION = re.compile(r"([\w-]+)=(?:\"([^\"]*)\"|'([^']*)')")
_FENCE_LIKE = re.compile(r"[\s>]*(?:[-+*]\s+|\d+[.)]\s+)*(?:`{3,}|~{3,})")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CODEBLOCKS = re.compile(r"<!--[-\s]*pytest(?:-codeblocks:|\.mark\.)[^\n]*")
_BLANK = re.compile(r"^[ \t]+$|^$(?=\n)", re.MULTILINE)
_MARKER = re.compile(r"^[ \t]*;*-+8<-+[ \t]*[\"'\n]|-+8<-+[ \t]+\[", re.MULTILINE)  # pymdownx.snippets
_PRE = re.compile(r"<pre\b", re.IGNORECASE)
_INCLUDE = re.compile(r'--8<-- "([^"\n]+)"\n?')
_SHOWN_OPTIONS = {"title", "linenums", "hl_lines"}  # Material's, for a program on a page


@dataclass(frozen=True)
class Problem:
    """Something wrong with a page; `line` counts from 1. Printed as PAGE:LINE: TEXT."""

    page: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"docs/{self.page}:{self.line}: {self.text}"


@dataclass(frozen=True)
class Fence:
    """A fenced block: where it opens (from 1), its info string, its text."""

    line: int
    info: str
    text: str
    closed: bool = True

    @property
    def last(self) -> int:
        """The line that closes it."""
        return self.line + self.text.count("\n") + 1

    @property
    def language(self) -> str | None:
        """The first word of the info string; None where it can't be read."""
        match = _INFO.fullmatch(self.info)
        return match["language"] if match else None

    @property
    def options(self) -> dict[str, str]:
        return {name: double or single for name, double, single in _OPTION.findall(self.info)}

    @property
    def executed(self) -> bool:
        return self.options.get("exec", "off") == "on"

    @property
    def includes(self) -> str | None:
        """The snippet that it shows, as a path below the snippets folder."""
        match = _INCLUDE.fullmatch(self.text)
        return match[1] if match else None


@dataclass
class Page:
    """A page as it was read; `name` is its path below the docs folder."""

    name: str
    text: str
    fences: list[Fence] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def folder(self) -> str:
        """Its folder below the snippets folder."""
        return self.name.removesuffix(".md")

    def line_at(self, offset: int) -> int:
        """The line, from 1, of a place in the text."""
        return self.text.count("\n", 0, offset) + 1

    def fence_at(self, line: int) -> int:
        """Where the fence opens of which this is a line; the line itself where it is of none."""
        return next((fence.line for fence in self.fences if fence.line <= line <= fence.last), line)

    def problem(self, line: int, text: str) -> None:
        self.problems.append(Problem(self.name, line, text))


def read(name: str, docs: Path, snippets: Path) -> Page:
    """Read `docs`/`name` and check it against the `snippets` folder."""
    page = parse_page(name, (docs / name).read_text(encoding="utf-8"))
    _check_programs(page, names(docs), snippets)
    return page


def names(docs: Path) -> list[str]:
    """Every page below `docs`."""
    return [path.relative_to(docs).as_posix() for path in sorted(docs.rglob("*.md"))]


def parse_page(name: str, text: str) -> Page:
    """Find a page's fences and sessions, and all that is wrong in its text."""
    page = Page(name, text)
    page.fences = fences(text)
    for fence in page.fences:
        _check_fence(page, fence)
    _check_rest(page)
    return page


def fences(text: str) -> list[Fence]:
    """The fences of a Markdown text, as pytest-codeblocks finds them.

    Its comments are left out of account, and blank lines are padded, or it would
    lose those of an indented fence.
    """
    padded = _BLANK.sub(" " * 99, _CODEBLOCKS.sub("", text))
    for closing in ("", f"\n{'`' * 99}\n"):
        try:
            blocks = extract_from_buffer(io.StringIO(padded + closing, newline="\n"), max_num_lines=1_000_000)
        except RuntimeError:
            continue  # a fence is open at the end
        found = [Fence(block.lineno, block.syntax or "", _BLANK.sub("", block.code)) for block in blocks]
        return [*found[:-1], replace(found[-1], closed=False)] if closing else found
    return []


def orphans(pages: Sequence[str], snippets: Path) -> list[Problem]:
    """Snippets that belong to none of the pages (names)."""
    found = []
    for path in _programs(snippets):
        if _owner(path, pages) is None:
            page = f"{Path(path).parent.as_posix()}.md"
            found.append(Problem(page, 1, f"there is no such page, but snippets/{path} belongs to it"))
    return found


def with_sessions(page: Page, texts: dict[int, str]) -> str:
    """The page's text with other texts in the fences that open at these lines.

    A fence is lengthened where a line of its new text would close it.
    """
    lines = [f"{line}\n" for line in page.text.removesuffix("\n").split("\n")]
    for fence in reversed(page.fences):
        if fence.line in texts:
            first, last = fence.line, fence.last - 1
            opening = lines[first - 1]
            indent = opening[: len(opening) - len(opening.lstrip())]
            ticks = _longest_ticks(texts[fence.line])
            if ticks >= _longest_ticks(opening.lstrip()):
                lines[first - 1] = indent + "`" * (ticks + 1) + opening.lstrip().lstrip("`")
                lines[last] = indent + "`" * (ticks + 1) + "\n"
            new = texts[fence.line].removesuffix("\n").split("\n")
            lines[first:last] = [f"{indent}{line}\n" if line.strip() else "\n" for line in new]
    return "".join(lines) if page.text.endswith("\n") else "".join(lines).removesuffix("\n")


def _longest_ticks(text: str) -> int:
    return max((len(match[1]) for match in re.finditer(r"^[ \t]*(`{3,})", text, re.MULTILINE)), default=0)


def _check_fence(page: Page, fence: Fence) -> None:
    names = [name for name, *_ in _OPTION.findall(fence.info)]
    if not fence.closed:
        page.problem(fence.line, "this fence is never closed")
    if len(set(names)) < len(names):
        page.problem(fence.line, f"an option is stated twice: {fence.info}")
    if fence.language is None:
        hint = 'write ```console exec="on" title="…"'
        page.problem(fence.line, f"the fence `{fence.info}` is read differently by different tools; {hint}")
    elif fence.language == "console":
        _check_console(page, fence)
    elif fence.language == "python" and not fence.executed:
        unknown = sorted(fence.options.keys() - _SHOWN_OPTIONS - {"exec"})
        if fence.includes is None:
            include = f'--8<-- "{page.folder}/NAME.py"'
            page.problem(fence.line, f"this program is no snippet; save it under snippets/ and write {include}")
        elif unknown:
            page.problem(fence.line, f"unknown option {unknown[0]!r} of a program")
    elif fence.language not in ("python", "py") or not fence.executed:
        text = (
            f"a `{fence.language or 'bare'}` fence is neither a program nor a session: output belongs into"
            ' ```console exec="on", what is only to be read into ```console exec="off"'
        )
        page.problem(fence.line, text)


def _check_console(page: Page, fence: Fence) -> None:
    if fence.options.get("exec") == "off":
        if unknown := sorted(fence.options.keys() - {"exec", "title"}):
            page.problem(fence.line, f'unknown option {unknown[0]!r} of a console exec="off"')
        return
    if not fence.executed:
        page.problem(fence.line, 'write exec="on" to play this session, or exec="off" to show it only')
        return
    twin = sum(session.text == fence.text for session in page.sessions)
    try:
        page.sessions.append(parse(fence.text, read_options(fence.options), page.name, fence.line, twin))
    except SessionError as error:
        page.problem(fence.line + error.line, str(error))


def _check_rest(page: Page) -> None:
    """What another tool than pytest-codeblocks would take for code."""
    lines = page.text.split("\n")
    for match in _CODEBLOCKS.finditer(page.text):
        page.problem(page.line_at(match.start()), f"`{match[0]}` would hide code from the tests; take it out")
    inside = {number for fence in page.fences for number in range(fence.line, fence.last + 1)}
    for match in _COMMENT.finditer(page.text):
        first = page.line_at(match.start())
        for at in range(first, page.line_at(match.end()) + 1):
            if first not in inside and _FENCE_LIKE.match(lines[at - 1]):
                page.problem(at, "a fence in a comment: some tools read it; take it out")
    for at, text in enumerate(lines, 1):
        if at not in inside:
            if _FENCE_LIKE.match(text):
                page.problem(at, "this fence is read by some tools and not by others; open it with three backticks")
            if _PRE.search(re.sub(r"`+[^`]*`+", "", text)):
                page.problem(at, 'a <pre> shows text that nothing printed; write a ```console exec="on" session')


def _check_programs(page: Page, pages: Sequence[str], snippets: Path) -> None:
    """Every snippet of the page is shown whole and played, and can be shown byte for byte."""
    for fence in page.fences:
        if fence.language == "python" and fence.includes and not (snippets / fence.includes).is_file():
            page.problem(fence.line, f"there is no snippets/{fence.includes}")
    folder = snippets / page.folder
    played = _played(page, folder)
    shown_at = {fence.includes: fence.line for fence in page.fences if fence.language == "python"}
    for path in _programs(folder):
        whole = f"{page.folder}/{path}"
        if _owner(whole, pages) != page.name:
            continue  # docs/a/b.md has a folder inside that of docs/a.md
        if whole not in shown_at:
            page.problem(1, f'snippets/{whole} is not shown; write ```python title="{path}" with --8<-- "{whole}"')
        line = shown_at.get(whole, 1)
        if path not in played:
            page.problem(line, f"snippets/{whole} is not played: no session here names it or imports it")
        if reason := why_not_shown((folder / path).read_bytes()):
            page.problem(line, f"snippets/{whole} can't be shown byte for byte: {reason}")


def why_not_shown(content: bytes) -> str:
    """Why a file can't be published byte for byte; "" if it can."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return "it is not UTF-8"
    if not text.strip():
        return "it is empty"
    if _MARKER.search(text):
        return "it has a section marker (--8<--)"
    if text.startswith("\ufeff") or set(text) & {"\r", "\f", "\v", "\x02", "\x03", "\0", "\x85", "\u2028", "\u2029"}:
        return "it has control characters or line ends other than LF"
    lines = text.split("\n")
    if not lines[0].strip() or lines[-1] or not lines[-2].strip():
        return "it must begin and end with a line that is not blank, and a single LF"
    return ""


def _programs(folder: Path) -> list[str]:
    """Every .py below a folder, as paths relative to it."""
    if not folder.is_dir():
        return []
    found = (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.py")))
    return [path for path in found if not any(part.startswith(".") for part in path.split("/"))]


def _owner(path: str, pages: Iterable[str]) -> str | None:
    """The page whose folder holds a snippet; of several the innermost."""
    holds = (page for page in pages if path.startswith(f"{page.removesuffix('.md')}/"))
    return max(holds, key=len, default=None)


def _played(page: Page, folder: Path) -> set[str]:
    """The snippets that the page's sessions name, and what those import."""
    todo = []
    for session in page.sessions:
        for words in (step.text.split() for step in session.steps if step.action == "run"):
            todo += [PurePosixPath(word).as_posix() for word in words]
            for module in (word.replace(".", "/") for before, word in pairwise(words) if before == "-m"):
                todo += [f"{module}.py", f"{module}/__main__.py"]
    return with_imports(folder, todo)


def with_imports(folder: Path, todo: Iterable[str]) -> set[str]:
    """The Python files among these paths below a folder, and what they import from there."""
    found: set[str] = set()
    ahead = list(todo)
    while ahead:
        path = ahead.pop()
        if path.endswith(".py") and path not in found and (folder / path).is_file():
            found.add(path)
            ahead += _imports(folder, path)
    return found


def _imports(folder: Path, path: str) -> Iterator[str]:
    """Where in the folder a program's imports could be found."""
    try:
        tree = ast.parse((folder / path).read_bytes())
    except (SyntaxError, ValueError):
        return  # a mistake on purpose
    for node in ast.walk(tree):
        modules: list[str] = []
        places = [PurePosixPath(path).parent, PurePosixPath()]
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            modules = [node.module or "", *(f"{node.module or ''}.{alias.name}" for alias in node.names)]
            places = [PurePosixPath(path).parents[node.level - 1]] if node.level else places
        for module in modules:
            *packages, last = accumulate(module.strip(".").split("."), "{}/{}".format)
            for place in places:
                yield from (f"{place / package}/__init__.py" for package in packages)
                yield from (f"{place / last}.py", f"{place / last}/__init__.py")
