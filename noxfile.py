"""What people type: nox -s build, test, check, serve, offline, accept, play, verify, lint, lock."""

import hashlib
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.version_info < (3, 12):
    sys.exit(f"Python >= 3.12 is needed, this is {sys.version.split()[0]}. With uv: uvx --python 3.15 nox -s build")

import nox
from nox.command import CommandFailed

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.error_on_missing_interpreters = True
nox.options.reuse_venv = "yes"
nox.options.sessions = ["build"]

ROOT = Path(__file__).parent
BARE = {"PYTHONUNBUFFERED": None, "PYTHONDONTWRITEBYTECODE": None, "NO_MKDOCS_2_WARNING": "1"}


@nox.session
def build(session: nox.Session) -> None:
    """Play every session and write the website into site/ (-- --fresh: nothing from the cache)."""
    install(session, "build")
    with hint(session):
        session.run("mkdocs", "build", "--strict", *rest(session), env=BARE | fresh(session))
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
        session.run("pytest", "--codeblocks", *(session.posargs or everything), env=BARE)


@nox.session
def check(session: nox.Session) -> None:
    """Test one page while you write it, with all else from the cache: -- docs/ipc/queue.md."""
    page = ROOT.joinpath(*session.posargs).resolve()
    if not (page.is_file() and page.is_relative_to(ROOT / "docs")):
        session.error("which page? nox -s check -- docs/ipc/queue.md")
    install(session, "test")
    site, name = Path(session.create_tmp(), "site"), page.relative_to(ROOT / "docs")
    session.run("mkdocs", "build", "--strict", "--site-dir", str(site), env=BARE)
    chosen = f"{name.as_posix()} or (docs and {' and '.join(name.parts)})"
    tests = [f"tests/test_{each}.py" for each in ("claims", "copy", "each_page", "text")]
    session.run("pytest", "--codeblocks", f"--site={site}", "-k", chosen, str(page), *tests, env=BARE)


@nox.session
def serve(session: nox.Session) -> None:
    """Preview the website while you write: http://127.0.0.1:8000/."""
    install(session, "build")
    session.run("mkdocs", "serve", *session.posargs, env=BARE)


@nox.session
def offline(session: nox.Session) -> None:
    """Write the website as one zip to read from the disk, search included (-- --fresh: nothing from the cache)."""
    install(session, "build")
    folder = ROOT / "site-offline" / "python-concurrency"
    archive = folder.with_suffix(".zip")
    command = ("mkdocs", "build", "--strict", "--site-dir", str(folder), *rest(session))
    session.run(*command, env=BARE | fresh(session) | {"OFFLINE": "true"})
    session.run("python", "-m", "zipfile", "-c", str(archive), str(folder))
    session.log(f"{archive} ({archive.stat().st_size / 1e6:.1f} MB): unpack it and open {folder.name}/index.html")


@nox.session
def accept(session: nox.Session) -> None:
    """Write what really comes out into the pages (-- docs/network/tcp.md: only there)."""
    install(session, "build")
    session.run("python", "-m", "sessiondoc", "accept", *session.posargs, env=BARE)


@nox.session
def play(session: nox.Session) -> None:
    """Play the sessions of a page, live (-- docs/network/tcp.md, or -- docs/network/tcp.md:25 for one of them)."""
    install(session, "build")
    session.run("python", "-m", "sessiondoc", "play", *session.posargs, env=BARE)


@nox.session
def verify(session: nox.Session) -> None:
    """Play every session on every Python of this machine, and keep the result for the report."""
    install(session, "build")
    session.run("python", "-m", "sessiondoc", "verify", *session.posargs, env=BARE)


@nox.session
def lint(session: nox.Session) -> None:
    """Check code, types, workflows, Chinese text and links, without changing anything."""
    install(session, "lint")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("mypy")
    workflows = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob(".github/workflows/*.yml"))
    session.run("actionlint", *workflows)
    session.run("zizmor", "--offline", "--quiet", *workflows)
    session.run("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *workflows)
    session.run("check-jsonschema", "--builtin-schema", "vendor.readthedocs", ".readthedocs.yaml")
    session.run("pytest", "-q", "tests/test_text.py", "tests/test_links.py", env=BARE)


@nox.session
def lock(session: nox.Session) -> None:
    """Renew the locked dependencies in requirements/ (-- --upgrade: to the newest)."""
    session.install("uv")
    for group in ("build", "test", "lint"):
        session.run(
            *("uv", "pip", "compile", "pyproject.toml", "--extra", "labs", "--group", group),
            *("-o", f"requirements/{group}.txt"),
            *("--universal", "--python-version", "3.12", "--generate-hashes", "--no-emit-index-url"),
            *("--no-emit-find-links", "--quiet", "--custom-compile-command", "nox -s lock", *session.posargs),
        )


def install(session: nox.Session, group: str) -> None:
    """Install a lock file and this package, unless that has been done already."""
    locked = f"requirements/{group}.txt"
    stamp = Path(session.virtualenv.location, "installed")
    wanted = hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in (locked, "pyproject.toml"))).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted:
        session.install("--require-hashes", "-r", locked)
        session.install("--no-deps", "--no-build-isolation", "-e", ".")
        stamp.write_text(wanted)


@contextmanager
def hint(session: nox.Session) -> Iterator[None]:
    """Where something fails on a Python newer than any on which the pages were verified, say so in the last line."""
    try:
        yield
    except CommandFailed:
        kinds = json.loads((ROOT / "verification.json").read_text(encoding="utf-8"))["pythons"]
        newest = max(int(kind.rstrip("t").rpartition(".")[2]) for kind in kinds if kind.startswith("CPython "))
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
