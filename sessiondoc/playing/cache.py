"""The cache in front of the players: a transcript is used again if nothing that could change it has changed."""

import hashlib
import importlib.metadata
import os
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path

from ..compare import compare
from ..pythons import Interpreter, interpreters, place, promised
from ..session import Options, Session
from ..transcript import Event, Transcript
from .folder import contents
from .players import Players

_LIBRARIES = ("filelock", "psutil")  # with which the player plays
_MOST_DAYS = 30  # for which one that no build has used is kept


class Stage:
    """All that it takes to play a site's sessions, but for the sessions.

    Calling it with a session gives its transcript, from the `cache` folder if
    there is one and nothing that could change the run has changed since. With
    `others`, a session that does not hold for `python` is played on another.
    """

    def __init__(
        self, players: Players, snippets: Path, python: Interpreter, cache: Path | None = None, others: bool = True
    ) -> None:
        self._players, self.snippets, self._python, self._cache, self._others = players, snippets, python, cache, others
        self.notice = ""
        self._tidied = False

    def python_for(self, session: Session) -> Interpreter | None:
        """Ours, or the best other Python of which the pages speak that the session holds for; None: there is none."""

        def holds(python: Interpreter) -> bool:
            return session.options.holds_for(python.version, python.gil)

        if holds(self._python):
            return self._python
        others = [each for each in interpreters() if promised(each.kind) and holds(each)] if self._others else []
        return max(others, key=lambda python: place(python.label), default=None)

    def __call__(self, session: Session, record: bool = False, watch: Callable[[Event], object] = bool) -> Transcript:
        """Raises LookupError where no Python fits, RuntimeError where the player itself fails."""
        python = self.python_for(session)
        if python is None:
            raise LookupError(f"no Python {session.options.pythons} on this machine")
        source = self.snippets / session.folder
        folder = source if source.is_dir() else None
        digest = digest_of(_inputs(session, folder, python, self._players.isolation))
        if not record and (kept := self._read(session, digest)):
            return kept
        played = replace(self._players.play(session, folder, python, record, watch), digest=digest)
        if not record and compare(session, played).agrees:
            self._write(played)
        return played

    def _read(self, session: Session, digest: str) -> Transcript | None:
        """What is kept; nothing where it is not there, damaged, or doesn't agree with the page."""
        with suppress(OSError, ValueError, TypeError, KeyError):
            if self._cache:
                path = self._cache / f"{digest}.json"
                kept = replace(Transcript.from_json(path.read_text(encoding="utf-8")), cached=True)
                os.utime(path)  # it is not old
                return kept if compare(session, kept).agrees else None
        return None

    def _write(self, transcript: Transcript) -> None:
        """Keep it; before the first, remove what no build has used for long."""
        if self._cache is None:
            return
        try:
            if not self._tidied:
                self._tidied = True
                self._cache.mkdir(parents=True, exist_ok=True)
                for path in self._cache.glob("*.json"):
                    if path.stat().st_mtime < time.time() - _MOST_DAYS * 86400:
                        path.unlink()
            write_whole(self._cache / f"{transcript.digest}.json", transcript.to_json())
        except OSError as error:
            self.notice = f"no run could be kept for the next build: {error}"


def write_whole(path: Path, text: str) -> None:
    """Replace a file's text at once: a reader sees the old or the new, whole."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8", newline="") as file:
        file.write(text)
    if path.exists():
        shutil.copymode(path, file.name)
    else:
        Path(file.name).chmod(0o644)
    Path(file.name).replace(path)


def system() -> list[str]:
    """The kernel that this runs on; not the host's name."""
    return [*os.uname()[:1], *os.uname()[2:]]


def _inputs(session: Session, folder: Path | None, python: Interpreter, isolation: str) -> Iterable[object]:
    """Everything that could change what a session prints: its shell, too."""
    bash = Path(shutil.which("bash") or "/").stat()
    yield from (python, isolation, system(), engine(), bash.st_size, bash.st_mtime_ns)
    yield from page_inputs(session, folder)
    yield session.run
    with suppress(OSError):  # what can't be read is among the page's
        yield [stat.filemode(found.st_mode) for *_, found in contents(folder)] if folder else ""


def page_inputs(session: Session, folder: Path | None) -> Iterable[object]:
    """Those of them that do not depend on where it is played: its text, its options, its programs.

    What can't be read counts as such: to play it fails, and says why.
    """
    yield from (session.page, session.text, session.twin)
    yield [each for each in vars(session.options).items() if each not in vars(Options()).items()]
    try:
        for path, place, found in contents(folder) if folder else ():
            yield from (os.fsencode(path), bool(found.st_mode & stat.S_IXUSR))
            yield Path(place).read_bytes() if stat.S_ISREG(found.st_mode) else ""
    except OSError as error:
        yield error.strerror


@cache
def engine() -> str:
    """The engine's sources, the libraries and the Python that it plays with."""
    sources = sorted(Path(__file__).parent.parent.rglob("*.py"))
    libraries = map(importlib.metadata.version, _LIBRARIES)
    return digest_of([*(path.read_bytes() for path in sources), *libraries, sys.version])


def digest_of(parts: Iterable[object]) -> str:
    """SHA-256 of the parts, each with its length so that they can't run together."""
    sha = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else str(part).encode()
        sha.update(b"%d:%b" % (len(data), data))
    return sha.hexdigest()
