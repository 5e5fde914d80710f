"""What the pages on processes say holds where they are started by spawn, too, as on Windows and macOS."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from conftest import SNIPPETS

from sessiondoc import sandbox
from sessiondoc.match import disagreements
from sessiondoc.schedule import AT_ONCE
from sessiondoc.session import parse

# A line of a .pth file that begins with `import` is run when the interpreter starts (see the library's `site`).
SPAWN = "import multiprocessing.context as c; c._default_context._default_context = c._concrete_contexts['spawn']\n"


@pytest.fixture(scope="module")
def python() -> sandbox.Interpreter:
    return sandbox.interpreter()


@pytest.fixture(scope="module")
def startup(python) -> dict[str, str]:
    """A file that makes every Python of a session begin so."""
    return {f"{python.user_site}/_spawn.pth": SPAWN}


def test_spawn_is_the_default_there(players, python, startup):
    """A program sees it, and so do its children, which fork would not give another variable."""
    session = parse("$ python -c 'import multiprocessing as m; print(m.get_start_method())'\nspawn\n")
    assert disagreements(session, players.play(session, None, python, startup=startup)) == []
    assert disagreements(session, players.play(session, None, python)) != []


def test_every_session_on_processes_holds_with_spawn(players, pages, python, startup):
    sessions = [
        session
        for page in pages.values()
        if page.folder.startswith(("processes/", "ipc/"))
        for session in page.sessions
        if session.options.holds_for(python.version)
    ]
    assert len(sessions) > 50
    with ThreadPoolExecutor(AT_ONCE) as pool:
        plays = pool.map(lambda each: players.play(each, SNIPPETS / each.folder, python, startup=startup), sessions)
        wrong = [
            f"docs/{session.page}:{each.line}: {each.text}"
            for session, played in zip(sessions, plays, strict=True)
            for each in disagreements(session, played)
        ]
    assert wrong == [], "\n".join(wrong)
