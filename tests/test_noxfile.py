"""What `nox` says where something fails or no page is named, and what it installs when."""

import fcntl
import functools
import importlib.util
import json
import os
import re
import shutil
import sys
import threading
from subprocess import CompletedProcess
from types import SimpleNamespace

import pytest
from conftest import ROOT
from nox.command import CommandFailed


class QuitError(Exception):
    """In place of what ends a nox session with a message."""


def error(text: str) -> None:
    raise QuitError(text)


@functools.cache
def load():
    """The noxfile: once, as nox knows a session by its name."""
    spec = importlib.util.spec_from_file_location("noxfile", ROOT / "noxfile.py")
    noxfile = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(noxfile)
    return noxfile


def fails(monkeypatch, minor: int) -> None:
    """Fail within `hint`, on Python 3.`minor`."""
    noxfile = load()
    monkeypatch.setattr(noxfile, "sys", SimpleNamespace(version_info=(3, minor)))
    with noxfile.hint(SimpleNamespace(name="build", error=error)):
        raise CommandFailed


def test_a_python_newer_than_any_verified_is_named_with_one_that_was(monkeypatch):
    with pytest.raises(QuitError, match=r"Python 3\.16 is newer .* uvx --python 3\.15 nox -s build"):
        fails(monkeypatch, 16)


def test_on_one_that_was_verified_the_failure_speaks_for_itself(monkeypatch):
    with pytest.raises(CommandFailed):
        fails(monkeypatch, 15)


@pytest.mark.parametrize("words", [[], ["docs/gone.md"], ["README.md"], ["docs"]])
def test_a_check_of_no_page_asks_which(words):
    with pytest.raises(QuitError, match="which page"):
        load().check(SimpleNamespace(posargs=words, error=error))


# The environment


class Contributor:
    """Someone with a copy of this folder; uv and pip put a file into the environment instead of packages."""

    def __init__(self, folder, monkeypatch) -> None:
        self.noxfile, self.did, self.commands, self.said = load(), [], [], []
        self.works, self.during = True, lambda: None
        self.site = folder / ".nox" / "site"
        (folder / "requirements").mkdir(parents=True)
        for name in ("pyproject.toml", *(f"requirements/{group}.txt" for group in self.noxfile.GROUPS)):
            (folder / name).write_text(f"{name} 1")
        monkeypatch.setattr(self.noxfile, "ROOT", folder)
        monkeypatch.setattr(self.noxfile, "SITE", self.site)
        monkeypatch.setattr(self.noxfile, "subprocess", SimpleNamespace(run=self.run))
        monkeypatch.setenv("UV", "uv")
        monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")

    def run(self, command, env, pass_fds, **_):
        """What a command of the noxfile does here."""
        assert "PYTHONDONTWRITEBYTECODE" not in env
        self.did.append(command[-1])
        self.commands.append(command)
        self.inherited = pass_fds
        self.during()
        if self.works:
            self.package(command[-1].replace("/", "-"))
        return CompletedProcess(command, 0 if self.works else 1, stdout="no network")

    def package(self, name):
        """Put one there."""
        (next(self.site.glob("lib/*/site-packages")) / name).touch()

    def session(self, log=None, python=None):
        """A session of nox."""
        return SimpleNamespace(name="build", python=python, log=log or self.said.append, error=error)

    def install(self, group):
        """What is installed for the commands of a group."""
        self.did.clear()
        self.noxfile.install(self.session(), group)
        return [re.sub("requirements/(.*).txt", r"\1", each) for each in self.did]


@pytest.fixture
def contributor(tmp_path, monkeypatch):
    return Contributor(tmp_path / "copy", monkeypatch)


def test_each_group_adds_to_one_environment_once(contributor):
    assert contributor.install("build") == ["build", "."]
    assert contributor.install("build") == []
    assert contributor.install("lint") == ["lint"]
    assert contributor.install("build") == contributor.install("test") == contributor.install("lint") == []
    assert len([text for text in contributor.said if text.startswith("Making")]) == 1


def test_what_is_locked_anew_is_installed_anew(contributor):
    contributor.install("test")
    root = contributor.noxfile.ROOT
    for group in ("build", "test"):
        (root / f"requirements/{group}.txt").write_text(f"{group} 2")
    assert contributor.install("build") == ["build", "."]
    for group in ("build", "test"):  # as before: but what was installed for it is no longer there
        (root / f"requirements/{group}.txt").write_text(f"requirements/{group}.txt 1")
    assert contributor.install("test") == ["test", "."]
    (root / "pyproject.toml").write_text("2")
    assert contributor.install("build") == ["build", "."]


def test_what_failed_is_tried_again_and_what_was_there_stays(contributor):
    contributor.install("build")
    contributor.works = False
    for _ in range(2):
        with pytest.raises(QuitError, match=r"no network\nThis failed: uv pip .*requirements/test.txt"):
            contributor.install("test")
    assert contributor.install("build") == []


@pytest.mark.parametrize("end", [QuitError, KeyboardInterrupt])
def test_what_was_left_half_installed_is_made_anew(contributor, end):
    def during():
        contributor.package("half")
        if end is KeyboardInterrupt:
            raise end

    contributor.install("build")
    contributor.works, contributor.during = False, during
    with pytest.raises(end):
        contributor.install("test")
    contributor.works, contributor.during = True, lambda: None
    assert contributor.install("build") == ["build", "."]
    assert not list(contributor.site.glob("lib/*/site-packages/half"))


@pytest.mark.parametrize("what", ["bin/python", "pyvenv.cfg", "lib/*/site-packages/*build*", "installed.json", "."])
def test_what_was_damaged_is_made_anew(contributor, what):
    contributor.install("build")
    for path in contributor.site.glob(what) if what != "." else [contributor.site]:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert contributor.install("build") == ["build", "."]
    assert (contributor.site / "bin/python").exists()


def test_what_a_run_leaves_is_no_damage(contributor):
    contributor.install("build")
    contributor.package("__pycache__")
    assert contributor.install("build") == []


def test_another_python_makes_it_anew(contributor):
    contributor.install("build")
    stamp = contributor.site / "installed.json"
    known = json.loads(stamp.read_text())
    known[1][1] = "3.12.0 (of last year)"
    stamp.write_text(json.dumps(known))
    assert contributor.install("build") == ["build", "."]


def test_a_python_that_nox_is_told_is_not_silently_another(contributor):
    with pytest.raises(QuitError, match=r"uvx --python 3\.14 nox$"):
        contributor.noxfile.install(contributor.session(python="3.14"), "build")
    assert not contributor.site.exists()


def test_two_at_once_install_one_after_the_other(contributor):
    """The second waits for the first, and finds everything there."""
    installing, waiting = threading.Event(), threading.Event()
    done = []

    def during():
        contributor.during = lambda: None
        installing.set()
        assert waiting.wait(20)

    def log(text):
        if text.startswith("Waiting"):
            waiting.set()

    def second():
        installing.wait(20)
        contributor.noxfile.install(contributor.session(log), "build")
        done.append("second")

    contributor.during = during
    other = threading.Thread(target=second)
    other.start()
    assert contributor.install("build") == ["build", "."]
    other.join(20)
    assert done == ["second"]
    assert len(contributor.did) == 2


def test_what_outlives_a_killed_nox_still_holds_the_lock(contributor):
    def during():
        outlives.append(os.dup(*contributor.inherited))
        raise KeyboardInterrupt

    outlives, contributor.during = [], during
    with pytest.raises(KeyboardInterrupt):
        contributor.install("build")
    with contributor.site.with_suffix(".lock").open() as lock:
        with pytest.raises(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.close(*outlives)
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)


@pytest.mark.parametrize("there", ["uv", "pip", "nothing"])
def test_what_installs_is_what_there_is(contributor, monkeypatch, there):
    """With uv where it is there, or the pip beside nox, or one that Python brings along."""
    if there != "uv":
        monkeypatch.delenv("UV")
        monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    monkeypatch.setattr(contributor.noxfile, "find_spec", lambda _: there == "pip")
    contributor.install("build")
    python, locked = f"{contributor.site}/bin/python", ["--require-hashes", "-r", "requirements/build.txt"]
    pip = ["install", "--no-compile", *locked]
    expected = {
        "uv": [["uv", "pip", "install", "--python", python, *locked]],
        "pip": [[sys.executable, "-m", "pip", "--python", python, *pip]],
        "nothing": [[python, "-m", "ensurepip"], [python, "-m", "pip", *pip]],
    }[there]
    assert contributor.commands[: len(expected)] == expected


def test_what_is_locked_for_one_group_is_locked_for_the_next_the_same():
    """One environment holds them all."""
    locked = [
        set(re.findall(r"^(\S+==.*?) \\$", (ROOT / "requirements" / f"{group}.txt").read_text(), re.MULTILINE))
        for group in load().GROUPS
    ]
    assert locked[0]
    assert locked[0] < locked[1] < locked[2]


def test_nothing_of_how_nox_was_started_reaches_a_program(contributor):
    """Unbuffered output would be another order on the pages."""
    ran = []
    session = SimpleNamespace(run=lambda *command, env: ran.append((command, env)))
    contributor.noxfile.run(session, "mkdocs", "build", env={"OFFLINE": "true"})
    [(command, env)] = ran
    assert command == (".nox/site/bin/mkdocs", "build")
    assert env["PYTHONUNBUFFERED"] is env["PYTHONDONTWRITEBYTECODE"] is None
    assert env["OFFLINE"] == "true"
    assert env["PATH"].startswith(f"{contributor.site}/bin:")
