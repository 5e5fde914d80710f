"""Glue: the pages of a site as pytest's items, each session played and compared.

With `pytest --codeblocks docs`, pytest-codeblocks stays the collector; below the docs folder of a site our files take
the place of its own: those that MkDocs publishes. Every session is played afresh, all of them side by side as soon as
the tests begin to run; every laboratory is executed afresh, its measuring while no session is played. How, says
mkdocs.yml.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from ..compare import compare
from ..errors import SessiondocError
from ..labs.execution import Laboratory
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


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> Generator[None, list[Any], list[Any]]:
    """Put our file in the place of pytest-codeblocks' own, below the docs folder of a site."""
    collected = yield
    site = _site(parent.config, file_path.parent) if parent.config.option.codeblocks else None
    if site is None or not file_path.is_relative_to(site.docs):
        return collected
    name = file_path.relative_to(site.docs).as_posix()
    if name in site.labs:
        return [*collected, LabFile.from_parent(parent, path=file_path, site=site)]
    collected = [each for each in collected if type(each).__module__.partition(".")[0] != "pytest_codeblocks"]
    page = site.pages.get(name)
    return [*collected, PageFile.from_parent(parent, path=file_path, site=site, page=page)] if page else collected


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


@pytest.hookimpl(wrapper=True)
def pytest_runtestloop(session: pytest.Session) -> Generator[None, object, object]:
    """Play the sessions of all chosen items while the tests run."""
    config = session.config
    config.stash[_gate], config.stash[_stages] = Gate(), {}
    items = [item for item in session.items if isinstance(item, Item) and item.sessions]
    if config.option.collectonly or not items:
        return (yield)
    sites = {item.site.root: item.site for item in items}
    with ExitStack() as playing:
        try:
            pythons = {root: site.python() for root, site in sites.items()}
            players = playing.enter_context(Players(all(site.options.namespaces for site in sites.values())))
        except SessiondocError as error:
            raise pytest.UsageError(str(error)) from None
        for root, site in sites.items():
            stage = Stage(players, site.snippets, pythons[root])
            schedule = Schedule(stage, gate=config.stash[_gate])
            playing.callback(schedule.close)
            config.stash[_stages][root] = stage, schedule
            of_site = dict.fromkeys(each for item in items if item.site.root == root for each in item.sessions)
            schedule.start(run for each in of_site if stage.python_for(each) for run in each.runs)
        return (yield)


Check = Callable[["Item"], list[Problem]]


class Item(pytest.Item):
    """Something that stands in a line of a file: `check` finds its problems; it needs these sessions played."""

    def __init__(self, *, site: Site, check: Check, line: int = 1, sessions: Sequence[Session] = (), **kw: Any) -> None:
        super().__init__(**kw)
        self.site, self.check, self.line, self.sessions = site, check, line, sessions

    def runtest(self) -> None:
        if problems := self.check(self):
            raise SessiondocError("\n".join(map(str, problems)))

    def plays(self, session: Session) -> list[Transcript]:
        """Wait for the runs of a session; none where there is no Python for it."""
        stage, schedule = self.config.stash[_stages][self.site.root]
        return [schedule.transcript(run) for run in session.runs] if stage.python_for(session) else []

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        error = excinfo.value
        return str(error) if isinstance(error, SessiondocError) else super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self.line - 1, f"{self.path.name}: {self.name}"


class PageFile(pytest.File):
    """A page: an item for itself, one for each program, one for each session."""

    def __init__(self, *, site: Site, page: Page, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.site, self.page = site, page

    def collect(self) -> Iterator[Item]:
        item, sessions = partial(Item.from_parent, self, site=self.site), self.page.sessions
        programs = [fence.line for fence in self.page.fences if fence.includes]
        lost, self.site.lost[:] = list(self.site.lost), []  # once, wherever they belong

        def elsewhere(item: Item) -> list[Problem]:
            return [each for each in self._problems(item) if each.line not in programs] + lost

        def here(item: Item) -> list[Problem]:
            return [each for each in self._problems(item) if each.line == item.line]

        yield item(name="page", check=elsewhere, sessions=sessions)
        for line in programs:
            yield item(name=f"line {line}", check=here, line=line, sessions=sessions)
        for each in sessions:
            yield item(name=f"line {each.line}", check=self._differences, line=each.line, sessions=[each])

    def _problems(self, item: Item) -> list[Problem]:
        """What is wrong with the text, and which program no session read."""
        plays = {}
        for session in item.sessions:
            with suppress(Exception):  # its own item tells
                plays[session] = item.plays(session)
        return self.page.problems + unread(self.page, plays, self.site.snippets)[0]

    def _differences(self, item: Item) -> list[Problem]:
        """What came and is not what the page states."""
        [session] = item.sessions
        plays = item.plays(session)
        if not plays:
            pytest.skip(f"not run: no Python {session.options.pythons} to play it on")
        wrong = (each for play in plays for each in compare(session, play).differences)
        return [Problem(self.page.path, each.line, each.text) for each in wrong]


class LabFile(pytest.File):
    """A laboratory, one item: every cell must run, and with it every conclusion hold."""

    def __init__(self, *, site: Site, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.site = site

    def collect(self) -> Iterator[Item]:
        def executed(item: Item) -> list[Problem]:
            name = self.path.relative_to(self.site.docs).as_posix()
            problem = Laboratory(self.site.docs, self.site.labs, self.config.stash[_gate])(name).problem
            return [problem] if problem else []

        yield Item.from_parent(self, name="laboratory", site=self.site, check=executed)
