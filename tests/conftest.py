"""What the tests share: prepared players, the site's pages and their runs."""

from pathlib import Path

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
