"""What the pages on processes say holds where they are started in other ways, too.

By spawn, as on Windows and macOS; by forkserver, as on Linux from Python 3.14 on, or by fork, as before.
"""

import pytest
from conftest import SNIPPETS

from sessiondoc.compare import compare
from sessiondoc.playing.interpreters import interpreter
from sessiondoc.playing.schedule import Schedule
from sessiondoc.pythons import Interpreter
from sessiondoc.session import parse

# A line of a .pth file that begins with `import` is run when the interpreter starts (see the library's `site`).
DEFAULT = "import multiprocessing.context as c; c._default_context._default_context = c._concrete_contexts['{}']\n"


@pytest.fixture(scope="module")
def python() -> Interpreter:
    return interpreter()


@pytest.fixture(scope="module", params=["spawn", "the other one"])
def method(request, players, python) -> str:
    """A way that is not the default of this Python."""
    session = parse("$ python -c 'import multiprocessing as m; print(m.get_start_method())'\n[..]\n")
    [default] = players.play(session, None, python).output()
    return "spawn" if request.param == "spawn" else {"fork": "forkserver", "forkserver": "fork"}[default]


@pytest.fixture(scope="module")
def startup(python, method) -> dict[str, str]:
    """A file that makes every Python of a session begin so."""
    return {f"{python.user_site}/_start.pth": DEFAULT.format(method)}


def test_it_is_the_default_there(players, python, method, startup):
    """A program sees it, and so do its children, which fork would not give another variable."""
    session = parse(f"$ python -c 'import multiprocessing as m; print(m.get_start_method())'\n{method}\n")
    assert compare(session, players.play(session, None, python, startup=startup)).differences == []
    assert compare(session, players.play(session, None, python)).differences != []


def test_every_session_on_processes_holds(players, pages, python, startup):
    sessions = [
        session
        for page in pages.values()
        if page.folder.startswith(("processes/", "ipc/"))
        for session in page.sessions
        if session.options.holds_for(python.version)
    ]
    assert len(sessions) > 50
    schedule = Schedule(
        lambda session, works: players.play(session, SNIPPETS / session.folder, python, works=works, startup=startup)
    )
    schedule.start(sessions)
    wrong = [
        f"docs/{session.page}:{each.line}: {each.text}"
        for session in sessions
        for each in compare(session, schedule.transcript(session)).differences
    ]
    assert wrong == [], "\n".join(wrong)
