"""What people type: nox -s build, test, check, serve, offline, accept, play, verify, bench, lint, lock."""

import fcntl
import hashlib
import json
import os
import runpy
import shlex
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from subprocess import PIPE, STDOUT
from typing import IO

if sys.version_info < (3, 12):
    sys.exit(f"Python >= 3.12 is needed, this is {sys.version.split()[0]}. With uv: uvx --python 3.15 nox -s build")

import nox
from nox.command import CommandFailed

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "none"  # but ours: SITE
nox.options.sessions = ["build"]

ROOT = Path(__file__).parent
SITE = ROOT / ".nox" / "site"  # the environment of every command but `lock`
GROUPS = ("build", "test", "lint")  # what is locked together; each brings all that is in those before it
BARE = {"PYTHONUNBUFFERED": None, "PYTHONDONTWRITEBYTECODE": None, "NO_MKDOCS_2_WARNING": "1"}


@nox.session
def build(session: nox.Session) -> None:
    """Play every session and write the website into site/ (-- --fresh: nothing from the cache)."""
    install(session, "build")
    with hint(session):
        run(session, "mkdocs", "build", "--strict", *rest(session), env=fresh(session))
    index = ROOT / "site" / "index.html"
    if not index.is_file():
        session.error(f"no {index}: the build ended without a site")
    session.log(f"Front page: {index}")
    session.log(
        "Open it with: python3 -m http.server --bind 127.0.0.1 --directory site 8000, then http://127.0.0.1:8000/"
    )


@nox.session
def test(session: nox.Session) -> None:
    """Play and compare every session of the pages, afresh, and test the engine (-- takes pytest's options)."""
    install(session, "test")
    everything = ["-n", "2", "docs", "tests"]
    with hint(session):
        run(session, "pytest", "--codeblocks", *(session.posargs or everything))


@nox.session
def check(session: nox.Session) -> None:
    """Test one page while you write it, with all else from the cache: -- docs/ipc/queue.md."""
    page = ROOT.joinpath(*session.posargs).resolve()
    if not (page.is_file() and page.is_relative_to(ROOT / "docs")):
        session.error("which page? nox -s check -- docs/ipc/queue.md")
    install(session, "test")
    site, name = Path(session.create_tmp(), "site"), page.relative_to(ROOT / "docs")
    run(session, "mkdocs", "build", "--strict", "--site-dir", str(site))
    chosen = f"{name.as_posix()} or (docs and {' and '.join(name.parts)})"
    tests = [f"tests/test_{each}.py" for each in ("claims", "copy", "each_page", "text")]
    run(session, "pytest", "--codeblocks", f"--site={site}", "-k", chosen, str(page), *tests)


@nox.session
def serve(session: nox.Session) -> None:
    """Preview the website while you write: http://127.0.0.1:8000/."""
    install(session, "build")
    run(session, "mkdocs", "serve", "--dirty", *session.posargs)


@nox.session
def offline(session: nox.Session) -> None:
    """Write the website as one zip to read from the disk, search included (-- --fresh: nothing from the cache)."""
    install(session, "build")
    folder = ROOT / "site-offline" / "python-concurrency"
    archive = folder.with_suffix(".zip")
    command = ("mkdocs", "build", "--strict", "--site-dir", str(folder), *rest(session))
    run(session, *command, env=fresh(session) | {"OFFLINE": "true"})
    run(session, "python", "-m", "zipfile", "-c", str(archive), str(folder))
    session.log(f"{archive} ({archive.stat().st_size / 1e6:.1f} MB): unpack it and open {folder.name}/index.html")


@nox.session
def accept(session: nox.Session) -> None:
    """Write what really comes out into the pages (-- docs/network/tcp.md: only there)."""
    install(session, "build")
    run(session, "python", "-m", "sessiondoc", "accept", *session.posargs)


@nox.session
def play(session: nox.Session) -> None:
    """Play the sessions of a page, live (-- docs/network/tcp.md, or -- docs/network/tcp.md:25 for one of them)."""
    install(session, "build")
    run(session, "python", "-m", "sessiondoc", "play", *session.posargs)


@nox.session
def verify(session: nox.Session) -> None:
    """Play every session on every Python of this machine, and keep the result for the report."""
    install(session, "build")
    run(session, "python", "-m", "sessiondoc", "verify", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Measure how long sessions, builds and edits take (-- session sites here edit: only these)."""
    install(session, "build")
    run(session, "python", "tests/bench.py", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check code, types, workflows, Chinese text and links, without changing anything."""
    install(session, "lint")
    run(session, "ruff", "check")
    run(session, "ruff", "format", "--check")
    run(session, "mypy")
    workflows = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob(".github/workflows/*.yml"))
    run(session, "actionlint", *workflows)
    run(session, "zizmor", "--offline", "--quiet", *workflows)
    run(session, "check-jsonschema", "--builtin-schema", "vendor.github-workflows", *workflows)
    run(session, "check-jsonschema", "--builtin-schema", "vendor.readthedocs", ".readthedocs.yaml")
    run(session, "pytest", "-q", "tests/test_text.py", "tests/test_links.py")


@nox.session(venv_backend="uv|virtualenv", reuse_venv=True)
def lock(session: nox.Session) -> None:
    """Renew the locked dependencies in requirements/ (-- --upgrade: to the newest)."""
    session.install("uv")
    for group in reversed(GROUPS):
        if group != GROUPS[-1]:  # the same versions as in the largest: uv keeps what it finds
            shutil.copyfile(f"requirements/{GROUPS[-1]}.txt", f"requirements/{group}.txt")
        session.run(
            *("uv", "pip", "compile", "pyproject.toml", "--extra", "labs", "--group", group),
            *("-o", f"requirements/{group}.txt"),
            *("--universal", "--python-version", "3.12", "--generate-hashes", "--no-emit-index-url"),
            *("--no-emit-find-links", "--quiet", "--custom-compile-command", "nox -s lock"),
            *(session.posargs if group == GROUPS[-1] else []),
        )


def run(session: nox.Session, *command: str, env: dict[str, str] | None = None) -> None:
    """Run a program of the environment."""
    path = os.pathsep.join([str(SITE / "bin"), os.environ.get("PATH", os.defpath)])
    ours = BARE | {"PATH": path, "VIRTUAL_ENV": str(SITE), "CONDA_PREFIX": None}
    session.run(str((SITE / "bin" / command[0]).relative_to(ROOT)), *command[1:], env=ours | (env or {}))


def install(session: nox.Session, group: str) -> None:
    """Bring what a group locks, and this package, into the environment, unless they are there.

    The environment is made anew unless it is just as the last installation left it.
    """
    if session.python:
        session.error(f"Everything is done by the Python that runs nox. For another: uvx --python {session.python} nox")
    groups = {digest(each): each for each in GROUPS}
    stamp = SITE / "installed.json"
    with alone(session) as lock:
        try:
            locked, known = json.loads(stamp.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            locked = known = None
        if known != content():
            session.log(f"Making {SITE.relative_to(ROOT)} with Python {sys.version.split()[0]}")
            venv.create(SITE, clear=True, symlinks=True)
            locked = None
        there = groups.get(locked)
        if there is None or GROUPS.index(there) < GROUPS.index(group):
            pip(session, lock, "--require-hashes", "-r", f"requirements/{group}.txt")
            if there is None:
                pip(session, lock, "--no-deps", "--no-build-isolation", "-e", ".")
            stamp.write_text(json.dumps([digest(group), content()]), encoding="utf-8")


def digest(group: str) -> str:
    """A hash of all that says what is installed for a group."""
    files = (ROOT / "requirements" / f"{group}.txt", ROOT / "pyproject.toml")
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def content() -> list[str]:
    """By what the environment is known: its place, its Python, and the names of all that is installed there."""
    names = (path for pattern in ("pyvenv.cfg", "bin/*", "lib/*/site-packages/*") for path in SITE.glob(pattern))
    return [str(SITE), sys.version, sys.base_prefix, *sorted(path.name for path in names if path.name != "__pycache__")]


@contextmanager
def alone(session: nox.Session) -> Iterator[IO[str]]:
    """Only one nox at a time works on the environment: gives the file whose lock says so."""
    SITE.parent.mkdir(exist_ok=True)
    with SITE.with_suffix(".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            session.log("Waiting for another nox, which is installing")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock


def pip(session: nox.Session, lock: IO[str], *what: str) -> None:
    """Install something into the environment: with uv where it is there, or else with pip; either compiles nothing.

    It shares the lock, which is then held until it has ended, even where this nox is killed.
    """
    python = str(SITE / "bin" / "python")
    beside = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
    uv = os.environ.get("UV") or shutil.which("uv", path=beside)
    if uv:
        commands = [[uv, "pip", "install", "--python", python, *what]]
    elif find_spec("pip"):
        commands = [[sys.executable, "-m", "pip", "--python", python, "install", "--no-compile", *what]]
    else:
        commands = [[python, "-m", "ensurepip"], [python, "-m", "pip", "install", "--no-compile", *what]]
    env = {name: value for name, value in os.environ.items() if name not in BARE}
    for command in commands:
        session.log(shlex.join(command))
        end = subprocess.run(command, env=env, pass_fds=[lock.fileno()], text=True, stdout=PIPE, stderr=STDOUT)
        if end.returncode:
            session.error(f"{end.stdout}\nThis failed: {shlex.join(command)}")


@contextmanager
def hint(session: nox.Session) -> Iterator[None]:
    """Where something fails on a Python newer than any on which the pages were verified, say so in the last line."""
    try:
        yield
    except CommandFailed:
        newest = runpy.run_path(str(ROOT / "sessiondoc" / "pythons.py"))["NEWEST"]
        if sys.version_info[1] <= newest:
            raise
        session.error(
            f"Python 3.{sys.version_info[1]} is newer than any on which these pages were verified. "
            f"With one that was: python3.{newest} -m venv --clear .venv && .venv/bin/pip install nox && "
            f".venv/bin/nox -s {session.name} (or: uvx --python 3.{newest} nox -s {session.name})"
        )


def fresh(session: nox.Session) -> dict[str, str]:
    """The environment that keeps the cache out, if -- --fresh was given."""
    return {"SESSIONDOC_CACHE": "false"} if "--fresh" in session.posargs else {}


def rest(session: nox.Session) -> list[str]:
    """What was given behind -- and is not ours."""
    return [argument for argument in session.posargs if argument != "--fresh"]
