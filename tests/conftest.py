"""What the tests share: prepared players, the site's pages and their runs, the site built, a browser to see it with."""

import json
import os
import shutil
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace

import pytest
from playwright.sync_api import sync_playwright

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

OPEN_ALL = "document.querySelectorAll('details').forEach(each => each.open = true)"

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
def plays(pages: dict[str, Page], stage: Stage) -> list[dict[Session, Transcript]]:
    """Every session of the site, played twice; the first time as often as its page says."""
    once = [session for page in pages.values() for session in page.sessions if stage.python_for(session)]
    rounds = []
    for sessions in ([run for session in once for run in session.runs], once):
        schedule = Schedule(stage)
        schedule.start(sessions)
        rounds.append({session: schedule.transcript(session) for session in sessions})
    return rounds


# What a build is told of where it will be published; an address reserved for examples.
PUBLISHED = {"SITE_URL": "https://example.org/", "REPO_URL": "https://example.org/source"}


def build(folder: Path, **environment: str) -> None:
    """A strict build of everything. (With --quiet, --strict would see no warning.)"""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", folder]
    built = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, text=True, capture_output=True)
    assert built.returncode == 0, built.stderr


@pytest.fixture(scope="session")
def cache(tmp_path_factory) -> str:
    """An empty folder that the first of these tests' builds fills for the next."""
    return str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def site(tmp_path_factory, cache):
    """The whole site, everything on it played afresh."""
    folder = tmp_path_factory.mktemp("site")
    build(folder, **PUBLISHED, SESSIONDOC_CACHE=cache)
    return SimpleNamespace(folder=folder, report=json.loads((folder / "sessions.json").read_text(encoding="utf-8")))


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
        found = shutil.which("chromium") or shutil.which("google-chrome") or playwright.chromium.executable_path
        if not Path(found).exists():
            if os.environ.get("CI"):
                pytest.fail("no Chromium found")
            pytest.skip("skipped, no Chromium found")
        browser = playwright.chromium.launch(executable_path=found, args=CHROMIUM)
        yield browser
        browser.close()
