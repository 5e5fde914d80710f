"""What the tests share: prepared players, the site's pages and their runs, the site built, a browser to see it with.

With `-n 2` two workers share the tests. What measures is alone all the same: the site is built before
they begin, and a laboratory or what else is marked `alone` is run while neither runs anything else.
"""

import fcntl
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace

import pytest
from playwright.sync_api import sync_playwright
from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

from sessiondoc.glue.site import load
from sessiondoc.page import Page
from sessiondoc.playing.cache import Stage
from sessiondoc.playing.interpreters import interpreter
from sessiondoc.playing.players import Players
from sessiondoc.playing.schedule import Schedule
from sessiondoc.session import Session
from sessiondoc.transcript import Transcript

ROOT = Path(__file__).parent.parent
DOCS, SNIPPETS = ROOT / "docs", ROOT / "snippets"
# Those below errata/ are mistakes on purpose, written as the notes write them.
PROGRAMS = [path for path in SNIPPETS.rglob("*.py") if SNIPPETS / "errata" not in path.parents]

for forced in ("FORCE_COLOR", "PY_COLORS", "CLICOLOR_FORCE", "TTY_COMPATIBLE"):
    os.environ.pop(forced, None)  # outputs are compared

# Root needs the first; the rest keep it from looking for a graphics card, for updates, for its maker, for any host.
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--site", type=Path, help="a site built with the ordinary cache, instead of one built afresh")
    parser.addoption("--renew", action="store_true", help="change every literal of every page, and keep what survived")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "alone: it measures, so no other test is run meanwhile")


PAGES = "the pages"


def of_pages(item: pytest.Item) -> bool:
    return item.path.is_relative_to(DOCS)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The laboratories come when no session is played any more, alone."""
    items.sort(key=measures)
    for item in filter(measures, items):
        item.add_marker(pytest.mark.alone)
    if hasattr(config, "workerinput"):
        items.sort(key=of_pages)  # see pytest_runtestloop


def measures(item: pytest.Item) -> bool:
    return of_pages(item) and item.path.suffix == ".py"


FILES = {
    *("test_accept_command", "test_build", "test_each_page", "test_offline", "test_properdocs"),
    *("test_pytest_plugin", "test_servers", "test_timeline"),
}


def group(nodeid: str) -> str:
    """The tests of a group share what takes long to make, so one worker runs them all; most are alone in theirs."""
    path, _, test = nodeid.partition("::")
    file = Path(path).stem
    if path.startswith("docs/") or "wildcards" in test:  # these compare what the pages' tests play
        return PAGES
    if file in ("test_claims", "test_mutation", "test_site"):
        return "what is published, played again"
    if file == "test_copy" and (page := re.search(r"\[(.+?\.\w+)", test)):
        return page[1]
    return path if file in FILES else nodeid


class Scheduling(LoadScopeScheduling):
    """Hands out tests by the group; that of the pages to the worker gw0."""

    @property
    def nodes(self) -> list[WorkerController]:
        return sorted(super().nodes, key=lambda node: node.gateway.id)

    def _split_scope(self, nodeid: str) -> str:
        return group(nodeid)

    def _assign_work_unit(self, node: WorkerController) -> None:
        if PAGES in self.workqueue:
            self.workqueue.move_to_end(PAGES, last=node is not self.nodes[0])
        super()._assign_work_unit(node)


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Scheduling:
    return Scheduling(config, log)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtestloop(session: pytest.Session):
    """Only the worker gw0 has the pages, which are last, and plays their sessions."""
    others = [item for item in session.items if not of_pages(item)]
    if others and getattr(session.config, "workerinput", {}).get("workerid", "gw0") != "gw0":
        session.items = others
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item):
    """Of all workers, one alone runs a test that is to be alone: who comes next is let in when it is over."""
    folder = shared(item.config)
    with (folder / "turn").open("w") as turn, (folder / "lock").open("w") as lock:
        fcntl.flock(turn, fcntl.LOCK_EX)
        fcntl.flock(lock, fcntl.LOCK_EX if item.get_closest_marker("alone") else fcntl.LOCK_SH)
        fcntl.flock(turn, fcntl.LOCK_UN)
        return (yield)


def shared(config: pytest.Config) -> Path:
    """The temporary folder of this run, the same for all workers."""
    folder = config._tmp_path_factory.getbasetemp()
    return folder.parent if hasattr(config, "workerinput") else folder


@pytest.fixture(scope="session")
def players():
    with Players() as players:
        yield players


@pytest.fixture(scope="session")
def pages() -> dict[str, Page]:
    return load(ROOT).pages


@pytest.fixture(scope="session")
def stage(players: Players) -> Stage:
    return Stage(players, SNIPPETS, interpreter())


@pytest.fixture(scope="session")
def once(pages: dict[str, Page], stage: Stage) -> list[Session]:
    """The sessions of the site for which there is a Python."""
    return [session for page in pages.values() for session in page.sessions if stage.python_for(session)]


@pytest.fixture(scope="session")
def published(once: list[Session], players: Players, site, cache: str) -> dict[Session, Transcript]:
    """What was played for the site of these tests: each session as often as its page says."""
    kept = Stage(players, SNIPPETS, interpreter(), Path(cache))
    plays = {run: kept(run) for session in once for run in session.runs}
    assert all(play.cached and play.started >= site.began for play in plays.values())
    return plays


@pytest.fixture(scope="session")
def plays(
    request, once: list[Session], stage: Stage, published: dict[Session, Transcript]
) -> list[dict[Session, Transcript]]:
    """Every session of the site, played twice: what is published, and for the tests of its page, or else for this."""
    tested = {session: item.site for item in request.session.items if of_pages(item) for session in item.sessions}
    schedule = Schedule(stage)
    schedule.start(session for session in once if session not in tested)
    again = {
        session: tested[session].plays(session)[0] if session in tested else schedule.transcript(session)
        for session in once
    }
    return [published, again]


def address(name: str) -> str:
    """Where a page is, below the site's root."""
    folder = name.rpartition(".")[0].removesuffix("index").removesuffix("/")
    return name if name == "404.html" else f"{folder}/".removeprefix("/")


# What a build is told of where it will be published; an address reserved for examples.
PUBLISHED = {"SITE_URL": "https://example.org/", "REPO_URL": "https://example.org/source"}


def build(folder: Path, **environment: str) -> None:
    """A strict build of everything. (With --quiet, --strict would see no warning.)"""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", folder]
    built = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, text=True, capture_output=True)
    assert built.returncode == 0, built.stderr


def pytest_sessionstart(session: pytest.Session) -> None:
    """Before there are workers, build the site: its laboratories measure."""
    option = session.config.option
    if option.dist != "no" and not (option.site or hasattr(session.config, "workerinput")):
        build_site(shared(session.config))


def build_site(folder: Path) -> None:
    """Build the site of these tests, everything on it afresh; what is wrong with it is told by who wants it."""
    (folder / "began").write_text(f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S}")
    try:
        build(folder / "site", **PUBLISHED, SESSIONDOC_CACHE=str(folder / "cache"))
    except AssertionError as error:
        (folder / "failed").write_text("\n".join(str(error).splitlines()[-40:]), encoding="utf-8")


@pytest.fixture(scope="session")
def cache(pytestconfig) -> str:
    """A folder that was empty before the site was built, for other builds of the same runs."""
    if pytestconfig.option.site:
        return os.environ.get("SESSIONDOC_CACHE", str(ROOT / ".cache" / "sessiondoc"))
    return str(shared(pytestconfig) / "cache")


@pytest.fixture(scope="session")
def site(pytestconfig):
    """The whole site, everything on it played afresh."""
    folder, began = pytestconfig.option.site, ""
    if not folder:
        run = shared(pytestconfig)
        if not (run / "began").exists():
            build_site(run)
        if (failed := run / "failed").exists():
            pytest.fail(failed.read_text(encoding="utf-8"), pytrace=False)
        folder, began = run / "site", (run / "began").read_text()
    report = json.loads((folder / "sessions.json").read_text(encoding="utf-8"))
    return SimpleNamespace(folder=folder, report=report, began=began)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def served(site):
    """The address at which the built site is served."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=site.folder)) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def browser():
    """A Chromium: the system's, or the one that Playwright installed. Where CI is set, there has to be one."""
    with sync_playwright() as playwright:
        names = ("chromium-headless-shell", "chromium", "google-chrome")  # the first, which draws no window, is quicker
        found = next(filter(None, map(shutil.which, names)), playwright.chromium.executable_path)
        if not Path(found).exists():
            if os.environ.get("CI"):
                pytest.fail("no Chromium found")
            pytest.skip("skipped, no Chromium found")
        browser = playwright.chromium.launch(executable_path=found, args=CHROMIUM)
        yield browser
        browser.close()
