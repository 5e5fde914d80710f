"""Which Python a session is played on, and what Pythons are called."""

import sys
from pathlib import Path

import pytest

from sessiondoc import sandbox
from sessiondoc.play import Stage
from sessiondoc.sandbox import Interpreter
from sessiondoc.session import Options, parse


def python(version: str, implementation: str = "CPython", free: bool = False) -> Interpreter:
    return Interpreter("/bin/python", version, implementation, version, "Linux", free, "/home")


HERE = [
    python("3.9.18"),
    python("3.10.13"),
    python("3.13.0"),
    python("3.14.1", free=True),
    python("3.11.9", "PyPy"),
]


@pytest.mark.parametrize(
    ("specifier", "expected"),
    [
        pytest.param("", "3.12.1", id="without one: ours"),
        pytest.param(">=3.12", "3.12.1", id="ours fits"),
        pytest.param("<3.12", "3.10.13", id="the newest that fits, no PyPy"),
        pytest.param("<3.10", "3.9.18", id="the only one"),
        pytest.param(">=3.13", "3.13.0", id="newer than ours, with the GIL"),
        pytest.param(">=3.14", None, id="none"),
    ],
)
def test_a_session_is_played_on_ours_or_the_newest_that_fits(monkeypatch, specifier, expected):
    monkeypatch.setattr(sandbox, "interpreters", lambda: HERE)
    session = parse("$ python -V\n...\n", Options(python=specifier))
    found = Stage(None, Path(), python("3.12.1")).python_for(session)
    assert (found and found.version) == expected
    assert Stage(None, Path(), python("3.12.1"), others=False).python_for(session) == (
        found if expected == "3.12.1" else None
    )


@pytest.mark.parametrize(
    ("of", "kind", "numbers"),
    [
        (python("3.13.0"), "CPython 3.13", (3, 13, 0)),
        (python("3.14.0rc2"), "CPython 3.14", (3, 14, 0)),
        (python("3.14.1", free=True), "CPython 3.14t", (3, 14, 1)),
        (python("3.11.13", "PyPy"), "PyPy 3.11", (3, 11, 13)),
    ],
)
def test_kinds_and_versions(of, kind, numbers):
    assert (of.kind, of.numbers) == (kind, numbers)


def test_under_a_virtual_environment_is_the_python_that_it_was_made_with():
    """By default and by its path what runs these tests; one that is found by its version is no shim."""
    own = sandbox.interpreter()
    assert own == sandbox.interpreter(sys.executable)
    assert own.path == sys._base_executable
    named = sandbox.interpreter(own.minor)
    assert named.kind == own.kind
    assert "shims" not in Path(named.path).parts
