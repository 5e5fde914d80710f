"""Which Python a session is played on, and what Pythons are called."""

import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from sessiondoc.playing import cache as play
from sessiondoc.playing import interpreters
from sessiondoc.playing.cache import Stage
from sessiondoc.playing.interpreters import interpreter
from sessiondoc.pythons import Interpreter, labels_text, newer, of_system, promised
from sessiondoc.session import Options, parse


def python(version: str, implementation: str = "CPython", gil: bool = True) -> Interpreter:
    return Interpreter("/bin/python", version, implementation, version, "Linux", gil, "home")


HERE = [
    python("3.9.18"),
    python("3.10.13"),
    python("3.13.0"),
    python("3.14.1", gil=False),
    python("3.11.9", "PyPy"),
    python("3.16.0"),
]


@pytest.mark.parametrize(
    ("specifier", "gil", "expected"),
    [
        pytest.param("", "", "3.12.1", id="without one: ours"),
        pytest.param(">=3.12", "on", "3.12.1", id="ours fits"),
        pytest.param("<3.12", "", "3.10.13", id="the newest that fits, no PyPy"),
        pytest.param("<3.10", "", "3.9.18", id="the only one"),
        pytest.param(">=3.13", "", "3.13.0", id="newer than ours, with the GIL rather than without"),
        pytest.param("", "off", "3.14.1", id="without the GIL"),
        pytest.param(">=3.14", "", "3.14.1", id="only one without the GIL"),
        pytest.param(">=3.14", "on", None, id="none with the GIL"),
        pytest.param(">=3.16", "", None, id="none of which the pages speak"),
    ],
)
def test_a_session_is_played_on_ours_or_the_newest_that_fits(monkeypatch, specifier, gil, expected):
    monkeypatch.setattr(play, "interpreters", lambda: HERE)
    session = parse("$ python -V\n...\n", Options(python=specifier, gil=gil))
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
        (python("3.14.1", gil=False), "CPython 3.14t", (3, 14, 1)),
        (python("3.11.13", "PyPy"), "PyPy 3.11", (3, 11, 13)),
    ],
)
def test_kinds_and_versions(of, kind, numbers):
    assert (of.kind, of.numbers) == (kind, numbers)


@pytest.mark.parametrize(
    ("kind", "spoken_of", "too_new"),
    [
        ("CPython 3.8", False, False),
        ("CPython 3.9", True, False),
        ("CPython 3.15", True, False),
        ("CPython 3.13t", True, False),
        ("CPython 3.16", False, True),
        ("CPython 3.16t", False, True),
        ("PyPy 3.11", False, False),
        ("PyPy 3.16", False, False),
    ],
)
def test_pages_speak_for_cpython_as_far_as_they_know_it(kind, spoken_of, too_new):
    assert (promised(kind), newer(kind)) == (spoken_of, too_new)


@pytest.mark.parametrize(
    ("labels", "text"),
    [
        (["3.13"], "3.13"),
        (["3.10", "3.9"], "3.9–3.10"),
        (["3.13", "3.9", "3.11", "3.12"], "3.9、3.11–3.13"),
        (["3.14t", "3.14", "3.13t", "3.15"], "3.14–3.15、3.13t–3.14t"),
    ],
)
def test_neighbouring_versions_are_a_range(labels, text):
    assert labels_text(labels) == text


@pytest.mark.parametrize(
    ("specifier", "version", "holds"),
    [
        (">=3.15", "3.15.0a1+", True),
        ("<3.15", "3.15.0a1+", False),
        ("", "3.15.0a1+", True),
        (">=3.14", "3.14.0rc2", True),
        ("<3.14", "3.14.0rc2", False),
        (">=3.10,<3.13", "3.12.1", True),
    ],
)
def test_what_is_not_yet_released_counts_as_what_it_will_be(specifier, version, holds):
    assert Options(python=specifier).holds_for(version) is holds


@pytest.mark.parametrize(
    ("path", "places", "local"),
    [
        ("/home/me/py/bin/python3.13", ("/home/me/py",), ["/home/me/py", "/home/me/py/lib/python3.13"]),
        ("/usr/bin/python3.13", (), ["/usr/lib/python3.13"]),
    ],
)
def test_paths_of_this_machine(path, places, local):
    """Of what belongs to the system only the library: `/usr` alone is no such path."""
    assert replace(python("3.13.0"), path=path, places=places).local == local


@pytest.mark.parametrize(
    ("path", "system"),
    [
        ("/usr", True),
        ("/usr/local/lib", True),
        ("/lib64", True),
        ("/dev/zero", True),
        ("/", False),
        ("/opt/usr", False),
    ],
)
def test_what_belongs_to_the_system(path, system):
    assert of_system(path) is system


def test_a_version_means_cpython_where_there_are_others_of_it(monkeypatch):
    here = [python("3.10.16", "PyPy"), python("3.10.13"), python("3.10.12")]
    monkeypatch.setattr(interpreters, "_all", lambda: here)
    interpreter.cache_clear()
    assert interpreter("3.10") == here[1]
    interpreter.cache_clear()


def test_under_a_virtual_environment_is_the_python_that_it_was_made_with():
    """By default and by its path what runs these tests; one that is found by its version is no shim."""
    own = interpreter()
    assert own == interpreter(sys.executable)
    assert own.path == sys._base_executable
    named = interpreter(own.label)
    assert named.kind == own.kind
    assert "shims" not in Path(named.path).parts


def test_a_python_that_hangs_hangs_nothing_and_is_ended(tmp_path, monkeypatch):
    """It starts another program, which holds its output open."""
    pid = tmp_path / "pid"
    hanging = tmp_path / "python3.12"
    hanging.write_text(f"#!/bin/sh\nsleep 1000 &\necho $! > {pid}\nwait\n")
    hanging.chmod(0o755)
    monkeypatch.setattr(interpreters, "MOST_SECONDS", 1)
    with pytest.raises(LookupError, match=r"python3\.12 is no Python: it does not say in 1 s what it is"):
        interpreter(str(hanging))
    with suppress(psutil.NoSuchProcess):
        psutil.Process(int(pid.read_text())).wait(timeout=10)


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        ("3.99", "no Python 3.99 on this machine"),
        ("/no/such/python", "/no/such/python is no Python that runs here: .*No such file"),
        ("/etc/passwd", "/etc/passwd is no Python that runs here: .*Permission denied"),
        ("/bin/false", "/bin/false is no Python that runs here: status 1"),
        ("/bin/echo", "/bin/echo is no Python that runs here: "),
    ],
)
def test_what_is_no_python_is_named(spec, said):
    with pytest.raises(LookupError, match=said):
        interpreter(spec)


def test_a_python_is_found_by_its_label_and_by_its_version():
    own = interpreter()
    assert interpreter(own.version).version == own.version
    assert interpreter(f"python{own.label}").label == own.label


def test_shims_of_version_managers_are_not_asked(tmp_path, monkeypatch):
    """Each starts the manager first, and leads to a Python that is found itself."""
    for folder in ("shims", "bin"):
        program = tmp_path / folder / "python3.13"
        program.parent.mkdir()
        program.write_text(f"#!/bin/sh\ntouch {tmp_path}/{folder}-asked\nexit 1\n")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}/shims:{tmp_path}/bin")
    interpreters._all.__wrapped__()
    assert [path.name for path in tmp_path.glob("*-asked")] == ["bin-asked"]
