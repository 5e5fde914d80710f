"""What the tests share: prepared players, the site's pages and their runs."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from sessiondoc import sandbox
from sessiondoc.page import Page, names, read
from sessiondoc.play import Players, Stage
from sessiondoc.schedule import Schedule
from sessiondoc.session import Session
from sessiondoc.transcript import Transcript

ROOT = Path(__file__).parent.parent
DOCS, SNIPPETS = ROOT / "docs", ROOT / "snippets"


@pytest.fixture(scope="session")
def players():
    with Players() as players:
        yield players


@pytest.fixture(scope="session")
def pages() -> dict[str, Page]:
    return {name: read(name, DOCS, SNIPPETS) for name in names(DOCS)}


@pytest.fixture(scope="session")
def stage(players: Players) -> Stage:
    return Stage(players, SNIPPETS, sandbox.interpreter())


@pytest.fixture(scope="session")
def plays(pages: dict[str, Page], stage: Stage) -> list[dict[Session, Transcript]]:
    """Every session of the site, played twice."""
    sessions = [session for page in pages.values() for session in page.sessions]
    rounds = []
    for _ in range(2):
        schedule = Schedule(stage)
        schedule.start(sessions)
        rounds.append({session: schedule.transcript(session) for session in sessions})
    return rounds


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """A strict build of everything, without the cache. (With --quiet, --strict would see no warning.)"""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", folder]
    built = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "SESSIONDOC_CACHE": "false"}, text=True, capture_output=True
    )
    assert built.returncode == 0, built.stderr
    return SimpleNamespace(folder=folder, report=json.loads((folder / "sessions.json").read_text(encoding="utf-8")))
