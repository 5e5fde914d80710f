"""Glue: the pages of a site as pytest's items, each session played and compared.

With `pytest --codeblocks docs`, pytest-codeblocks stays the collector; below the
docs folder of a site our files take the place of its own: those that MkDocs
publishes. Every session is played afresh, all of them side by side as soon as the
tests begin to run; every laboratory is executed afresh, its measuring while no
session is played.
"""

from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from ..compare import disagreements
from ..errors import SessiondocError
from ..labs import execution as lab
from ..page import Page, Problem
from ..playing.cache import Stage
from ..playing.players import Players
from ..playing.schedule import Gate, Schedule
from ..session import Session
from ..showing.coverage import unread
from ..transcript import Transcript
from .site import NoSiteError, Site, load

_sites = pytest.StashKey[dict[Path, Site | None]]()
_gate = pytest.StashKey[Gate]()
_stages = pytest.StashKey[dict[Path, tuple[Stage, Schedule]]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """On what sessions are played; all else says mkdocs.yml."""
    group = parser.getgroup("sessiondoc")
    group.addoption("--sessiondoc-python", default="", help="play on this Python, 3.12 or a path, what holds for it")
    group.addoption("--sessiondoc-no-namespaces", action="store_true", help="play one session at a time")


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> Generator[None, list[Any], list[Any]]:
    """Put our file in the place of pytest-codeblocks' own, below the docs folder of a site."""
    collected = yield
    site = _site(parent.config, file_path.parent) if parent.config.option.codeblocks else None
    if site is None or not file_path.is_relative_to(site.docs):
        return collected
    if file_path.relative_to(site.docs).as_posix() in site.labs:
        return [*collected, LabFile.from_parent(parent, path=file_path, site=site)]
    collected = [each for each in collected if type(each).__module__.partition(".")[0] != "pytest_codeblocks"]
    page = site.pages.get(file_path.relative_to(site.docs).as_posix())
    return [*collected, PageFile.from_parent(parent, path=file_path, site=site, page=page)] if page else collected


@pytest.hookimpl(wrapper=True)
def pytest_runtestloop(session: pytest.Session) -> Generator[None, object, object]:
    """Play the sessions of all chosen items while the tests run."""
    config = session.config
    config.stash[_gate], config.stash[_stages] = Gate(), {}
    items = [item for item in session.items if isinstance(item, _PageItem)]
    if config.option.collectonly or not items:
        return (yield)
    asked = config.option.sessiondoc_python
    namespaces = all(item.site.options.namespaces for item in items) and not config.option.sessiondoc_no_namespaces
    try:
        pythons = {item.site.root: item.site.python(asked) for item in items}
        players = Players(namespaces)
    except SessiondocError as error:
        raise pytest.UsageError(str(error)) from None
    with players:
        for root, python in pythons.items():
            of_site = [item for item in items if item.site.root == root]
            stage = Stage(players, of_site[0].site.snippets, python, others=not asked)
            schedule = Schedule(stage, gate=config.stash[_gate])
            config.stash[_stages][root] = stage, schedule
            playable = dict.fromkeys(each for item in of_site for each in item.sessions if stage.python_for(each))
            schedule.start(run for each in playable for run in each.runs)
        return (yield)


class PageFile(pytest.File):
    """A page: an item for itself, one for each program, one for each session."""

    def __init__(self, *, site: Site, page: Page, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.site, self.page = site, page

    def collect(self) -> Iterator[pytest.Item]:
        programs = [fence.line for fence in self.page.fences if fence.includes]
        lost, self.site.lost[:] = list(self.site.lost), []  # once, wherever they belong
        yield ProblemItem.from_parent(self, name="page", elsewhere=programs, more=lost)
        for line in programs:
            yield ProblemItem.from_parent(self, name=f"line {line}", line=line)
        for session in self.page.sessions:
            yield SessionItem.from_parent(self, name=f"line {session.line}", line=session.line, sessions=[session])


class _Item(pytest.Item):
    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        error = excinfo.value
        return str(error) if isinstance(error, SessiondocError) else super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, getattr(self, "line", 1) - 1, f"{self.path.name}: {self.name}"


class _PageItem(_Item):
    """Something of a page, that stands in a line; it needs these sessions played, or else all of the page."""

    def __init__(self, *, parent: PageFile, line: int = 1, sessions: Sequence[Session] = (), **kwargs: Any) -> None:
        super().__init__(parent=parent, **kwargs)
        self.site, self.page, self.line = parent.site, parent.page, line
        self.sessions = sessions or parent.page.sessions

    def plays(self, session: Session) -> list[Transcript]:
        """Wait for the runs of a session; none where there is no Python for it."""
        stage, schedule = self.config.stash[_stages][self.site.root]
        return [schedule.transcript(run) for run in session.runs] if stage.python_for(session) else []


class ProblemItem(_PageItem):
    """A program on a page: shown whole, read by a session. Or the page, but for what is `elsewhere`, and `more`."""

    def __init__(self, *, elsewhere: Sequence[int] = (), more: Sequence[Problem] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.elsewhere, self.more = elsewhere, more

    def runtest(self) -> None:
        plays = {}
        for session in self.sessions:
            with suppress(Exception):  # its own item tells
                plays[session] = self.plays(session)
        found = self.page.problems + unread(self.page, plays, self.site.snippets)[0]
        whole = self.name == "page"
        here = [each for each in found if (each.line not in self.elsewhere if whole else each.line == self.line)]
        _fail([*here, *self.more])


class SessionItem(_PageItem):
    """A session: what came must be what the page states."""

    def runtest(self) -> None:
        [session] = self.sessions
        plays = self.plays(session)
        if not plays:
            pytest.skip(f"not run: no Python {session.options.pythons} to play it on")
        for play in plays:
            _fail([Problem(self.page.path, each.line, each.text) for each in disagreements(session, play)])


class LabFile(pytest.File):
    """A laboratory: one item."""

    def __init__(self, *, site: Site, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.site = site

    def collect(self) -> Iterator[pytest.Item]:
        yield LabItem.from_parent(self, name="laboratory", docs=self.site.docs)


class LabItem(_Item):
    """A laboratory: every cell must run, and with it every conclusion hold."""

    def __init__(self, *, docs: Path, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.docs = docs

    def runtest(self) -> None:
        executed = lab.execute(self.docs, self.path.relative_to(self.docs).as_posix(), self.config.stash[_gate])
        _fail([executed.problem] if executed.problem else [])


def _fail(problems: Sequence[Problem]) -> None:
    if problems:
        raise SessiondocError("\n".join(map(str, problems)))


def _site(config: pytest.Config, folder: Path) -> Site | None:
    """The site in which a folder lies, if it is one of ours; read once."""
    sites = config.stash.setdefault(_sites, {})
    if folder not in sites:
        if any((folder / name).is_file() for name in ("mkdocs.yml", "mkdocs.yaml")):
            try:
                sites[folder] = load(folder)
            except NoSiteError:
                sites[folder] = None
            except SessiondocError as error:
                raise pytest.UsageError(str(error)) from None
        else:
            sites[folder] = None if folder == folder.parent else _site(config, folder.parent)
    return sites[folder]
