"""Glue: the pages of a site as pytest's items, each session played and compared.

With `pytest --codeblocks docs`, below the docs folder of a site our files take the place of pytest-codeblocks': those
that MkDocs publishes, of any suffix, and the pages that its other plugins make. All sessions of the pages to which the
chosen items belong are played afresh, side by side, from when the tests begin to run. A laboratory is executed afresh
when it is its turn, its measuring while no session of its site is played. How, says mkdocs.yml.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack
from fnmatch import fnmatch
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

from ..errors import SessiondocError
from ..labs.execution import Laboratory
from ..page import Problem
from ..session import Session
from ..showing.coverage import unread
from .site import NoSiteError, Site, load, nearest

Report = pytest.CollectReport


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> Generator[None, list[Any], list[Any]]:
    """Below the docs folder of a site: a page or a laboratory, and nothing of pytest-codeblocks'."""
    collected = yield
    if site := _site(parent, file_path):
        collected = [each for each in collected if type(each).__module__.partition(".")[0] != "pytest_codeblocks"]
        if file_path.relative_to(site.docs).as_posix() in {*site.pages, *site.labs}:
            collected.append(SiteFile.from_parent(parent, path=file_path, site=site))
    return collected


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, Report, Report]:
    """Add to a folder what is not met by walking: docs elsewhere, pages that are no files, folders like `build`."""
    site = _load(nearest(collector.path)) if _asked(collector) else None
    report = yield
    if report.passed and isinstance(collector, pytest.Directory):
        if site and site.root == collector.path and not site.docs.is_relative_to(site.root):
            report.result.append(collector.ihook.pytest_collect_directory(path=site.docs, parent=collector))
        if site := _site(collector, collector.path):
            report.result += _unmet(site, collector)
    return report


def _unmet(site: Site, folder: pytest.Directory) -> Iterator["SiteFile"]:
    """What pytest would meet in this folder, were it a file, or did pytest not leave out folders for their names."""
    for path in (site.docs / name for name in (*site.pages, *site.labs)):
        names = path.relative_to(site.docs).parts[:-1]
        left_out = [any(fnmatch(name, each) for each in folder.config.getini("norecursedirs")) for name in names]
        walked = site.docs.joinpath(*names[: [*left_out, True].index(True)])
        nearest_folder = next(filter(Path.is_dir, (walked, *walked.parents)))
        if nearest_folder == folder.path and not (nearest_folder == path.parent and path.is_file()):
            yield SiteFile.from_parent(folder, path=path, site=site)


def _site(node: pytest.Collector, path: Path) -> Site | None:
    """The site to whose docs folder this belongs: of a mkdocs.yml where it was found, or where pytest was called."""
    folders = [*(each.path for each in reversed(node.listchain())), node.config.invocation_params.dir]
    sites = (_load(nearest(folder)) for folder in folders if _asked(node))
    return next((site for site in sites if site and path.is_relative_to(site.docs)), None)


def _asked(node: pytest.Collector) -> bool:
    """Is pytest-codeblocks there, and to collect?"""
    return bool(node.config.getoption("codeblocks", False))


@cache
def _load(file: Path | None) -> Site | None:
    try:
        return load(file) if file else None
    except NoSiteError:
        return None
    except SessiondocError as error:
        raise pytest.UsageError(str(error)) from None


@pytest.hookimpl(wrapper=True)
def pytest_runtestloop(session: pytest.Session) -> Generator[None, object, object]:
    """Play the sessions of the pages to which the chosen items belong, while the tests run."""
    items = [item for item in session.items if isinstance(item, Item) and not session.config.option.collectonly]
    with ExitStack() as playing:
        for site in dict.fromkeys(item.site for item in items):
            sessions = dict.fromkeys(each for item in items if item.site is site for each in item.sessions)
            try:
                playing.enter_context(site.playing(sessions))
            except SessiondocError as error:
                raise pytest.UsageError(str(error)) from None
        return (yield)


class Item(pytest.Item):
    """What `check` finds wrong in a line of a file (from 1; 0: in all of it), for which these sessions are played."""

    def __init__(
        self,
        *,
        site: Site,
        check: Callable[[], list[Problem]],
        line: int = 0,
        sessions: Sequence[Session] = (),
        **kw: Any,
    ) -> None:
        super().__init__(**kw)
        self.site, self.check, self.line, self.sessions = site, check, line, sessions

    def runtest(self) -> None:
        if problems := self.check():
            raise SessiondocError("\n".join(map(str, problems)))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        error = excinfo.value
        return str(error) if isinstance(error, SessiondocError) else super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, max(self.line - 1, 0), f"{self.path.name}: {self.name}"


class SiteFile(pytest.File):
    """A laboratory, one item; or a page: an item for itself, one for each program, one for each session."""

    def __init__(self, *, site: Site, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.site = site

    def collect(self) -> Iterator[Item]:
        site, name = self.site, self.path.relative_to(self.site.docs).as_posix()
        item, page = partial(Item.from_parent, self, site=site), site.pages.get(name)
        if page is None:
            yield item(name="laboratory", check=self._laboratory)
            return
        page.problems += site.lost  # once, wherever they belong
        site.lost.clear()
        programs = [fence.line for fence in page.fences if fence.includes]

        def problems(line: int) -> list[Problem]:
            """Those of the program in this line; or those of no program."""
            found = page.problems + unread(page, site.played(page.sessions), site.snippets)[0]
            return [each for each in found if (each.line if each.line in programs else 0) == line]

        def differing(session: Session) -> list[Problem]:
            if not site.runs[session]:
                pytest.skip(f"not run: no Python {session.options.pythons} to play it on")
            return site.problems(session)

        for line in (0, *programs):
            what = f"line {line}" if line else "page"
            yield item(name=what, check=partial(problems, line), line=line, sessions=page.sessions)
        for each in page.sessions:
            yield item(name=f"line {each.line}", check=partial(differing, each), line=each.line, sessions=[each])

    def _laboratory(self) -> list[Problem]:
        """Every cell must run, and with it every conclusion hold."""
        name = self.path.relative_to(self.site.docs).as_posix()
        problem = Laboratory(self.site.docs, self.site.labs, self.site.schedule.gate)(name).problem
        return [problem] if problem else []
