"""Glue: what pytest-codeblocks collects on a page is played and compared.

With `pytest --codeblocks docs`, pytest-codeblocks stays the collector; for
pages below the docs folder our file takes the place of its own. Every session
is played afresh, all of them side by side as soon as the tests begin to run;
every laboratory is executed afresh, its measuring while no session is played.
"""

from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import get_files
from pytest_codeblocks.plugin import MarkdownFile

from ..compare import disagreements
from ..labs import cells
from ..labs import execution as lab
from ..page import Problem, names, orphans, read
from ..playing.players import Players, Stage
from ..playing.schedule import Gate, Schedule
from ..pythons import interpreter
from ..session import Session

_schedule = pytest.StashKey[Schedule]()
_stage = pytest.StashKey[Stage]()
_gate = pytest.StashKey[Gate]()
_labs = pytest.StashKey[list[str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where the pages and programs are, and on what sessions are played."""
    parser.addini("sessiondoc_docs", "the folder of the pages", default="docs")
    parser.addini("sessiondoc_snippets", "the folder of the programs", default="snippets")
    group = parser.getgroup("sessiondoc")
    group.addoption("--sessiondoc-python", default="", help="play on this Python, 3.12 or a path, what holds for it")
    group.addoption("--sessiondoc-no-namespaces", action="store_true", help="play one session at a time")


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> Generator[None, list[Any], list[Any]]:
    """Put our file in the place of pytest-codeblocks' own, below the docs folder."""
    collected = yield
    docs = _folder(parent.config, "docs")
    if not file_path.is_relative_to(docs):
        return collected
    if parent.config.option.codeblocks and file_path.suffix == ".py":
        if _labs not in parent.config.stash:
            site = load_config(str(parent.config.rootpath / "mkdocs.yml"))
            parent.config.stash[_labs] = cells.names(site, get_files(site))
        if file_path.relative_to(docs).as_posix() in parent.config.stash[_labs]:
            return [*collected, LabFile.from_parent(parent, path=file_path)]
    return [
        PageFile.from_parent(parent, path=file_path) if isinstance(each, MarkdownFile) else each for each in collected
    ]


@pytest.hookimpl(wrapper=True)
def pytest_runtestloop(session: pytest.Session) -> Generator[None, object, object]:
    """Play all chosen sessions while the tests run."""
    items = [item for item in session.items if isinstance(item, SessionItem)]
    config = session.config
    config.stash[_gate] = Gate()
    if config.option.collectonly or not items:
        return (yield)
    with Players(not config.option.sessiondoc_no_namespaces) as players:
        asked = config.option.sessiondoc_python
        stage = Stage(players, _folder(config, "snippets"), interpreter(asked), others=not asked)
        config.stash[_stage], config.stash[_schedule] = stage, Schedule(stage, gate=config.stash[_gate])
        playable = [item.session_on_page for item in items if stage.python_for(item.session_on_page)]
        config.stash[_schedule].start(run for each in playable for run in each.runs)
        return (yield)


class PageFile(MarkdownFile):
    """A page: an item for itself, one for each program, one for each session."""

    def collect(self) -> Iterator[pytest.Item]:
        docs, snippets = _folder(self.config, "docs"), _folder(self.config, "snippets")
        page = read(self.path.relative_to(docs).as_posix(), docs, snippets)
        programs = {fence.line for fence in page.fences if fence.includes}
        rest = [problem for problem in page.problems if problem.line not in programs]
        pages = names(docs)
        lost = orphans(pages, snippets) if page.name == pages[0] else []  # once, wherever they belong
        yield ProblemItem.from_parent(self, name="page", line=1, problems=rest + lost)
        for fence in page.fences:
            if fence.includes:
                problems = [problem for problem in page.problems if problem.line == fence.line]
                yield ProblemItem.from_parent(self, name=f"line {fence.line}", line=fence.line, problems=problems)
        for session in page.sessions:
            yield SessionItem.from_parent(self, name=f"line {session.line}", session_on_page=session)


class WrongError(Exception):
    """A page disagrees with its run, or can't be what it should be."""


class _Item(pytest.Item):
    line = 1

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, WrongError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self.line - 1, f"{self.path.name}: {self.name}"


class ProblemItem(_Item):
    """A page, or a program on it: shown whole, played by a session."""

    def __init__(self, *, line: int, problems: list[Problem], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.line, self.problems = line, problems

    def runtest(self) -> None:
        if self.problems:
            raise WrongError("\n".join(map(str, self.problems)))


class SessionItem(_Item):
    """A session: what came must be what the page states."""

    def __init__(self, *, session_on_page: Session, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.session_on_page = session_on_page
        self.line = session_on_page.line

    def runtest(self) -> None:
        session = self.session_on_page
        if self.config.stash[_stage].python_for(session) is None:
            pytest.skip(f"not run: no Python {session.options.pythons} to play it on")
        for run in session.runs:
            transcript = self.config.stash[_schedule].transcript(run)
            if wrong := disagreements(session, transcript):
                raise WrongError("\n".join(str(Problem(session.page, each.line, each.text)) for each in wrong))


class LabFile(pytest.File):
    """A laboratory: one item."""

    def collect(self) -> Iterator[pytest.Item]:
        yield LabItem.from_parent(self, name="laboratory")


class LabItem(_Item):
    """A laboratory: every cell must run, and with it every conclusion hold."""

    def runtest(self) -> None:
        docs = _folder(self.config, "docs")
        executed = lab.execute(docs, self.path.relative_to(docs).as_posix(), self.config.stash[_gate])
        if executed.problem:
            raise WrongError(str(executed.problem))


def _folder(config: pytest.Config, name: str) -> Path:
    return config.rootpath / str(config.getini(f"sessiondoc_{name}"))
