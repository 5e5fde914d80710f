"""The cache in front of what is expensive: a result is used again if nothing that could change it has changed."""

import hashlib
import importlib.metadata
import json
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
from typing import Any

from ..compare import compare
from ..pythons import Interpreter, place, promised
from ..session import Options, Session
from ..transcript import Event, Transcript
from .folder import contents
from .interpreters import interpreters
from .players import Players

_LIBRARIES = ("filelock", "psutil")  # with which the player plays
_MOST_DAYS = 30  # for which one that no build has used is kept


class Cache:
    """Results by the digests of what they came from, as JSON in a folder (None: nothing is kept).

    `notice` says why something could not be kept, if it couldn't.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder, self.notice, self._tidied = folder, "", False

    def read(self, digest: str) -> Any:
        """What is kept; None where nothing is, or it is damaged."""
        with suppress(OSError, ValueError):
            if self._folder:
                path = self._folder / f"{digest}.json"
                kept = json.loads(path.read_bytes())
                os.utime(path)  # it is not old
                return kept
        return None

    def keep(self, digest: str, result: dict[str, Any]) -> None:
        """For the next build; before the first, remove what no build has used for long."""
        if self._folder is None:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            for path in () if self._tidied else self._folder.glob("*.json"):
                if path.stat().st_mtime < time.time() - _MOST_DAYS * 86400:
                    path.unlink()
            self._tidied = True
            write_whole(self._folder / f"{digest}.json", json.dumps(result))
        except OSError as error:
            self.notice = f"not all could be kept for the next build: {error}"


class Stage:
    """All that it takes to play a site's sessions, but for the sessions.

    Calling it with a session gives its transcript, from the `cache` folder if there is one and nothing that could
    change the run has changed since. With `others`, a session that does not hold for `python` is played on another.
    """

    def __init__(
        self, players: Players, snippets: Path, python: Interpreter, cache: Path | None = None, others: bool = True
    ) -> None:
        self._players, self._snippets, self._python, self._others = players, snippets, python, others
        self._cache = Cache(cache)

    @property
    def notice(self) -> str:
        return self._cache.notice

    def python_for(self, session: Session) -> Interpreter | None:
        """Ours, or the best other Python of which the pages speak that the session holds for; None: there is none."""
        holds = session.options.holds_for
        if holds(self._python.version, self._python.gil):
            return self._python
        others = [each for each in interpreters() if promised(each.kind)] if self._others else []
        fitting = [each for each in others if holds(each.version, each.gil)]
        return max(fitting, key=lambda python: place(python.label), default=None)

    def __call__(
        self,
        session: Session,
        record: bool = False,
        watch: Callable[[Event], object] = bool,
        works: Callable[[bool], object] = bool,
    ) -> Transcript:
        """For the arguments see Players.play; `works` is told nothing of what is kept.

        Raises LookupError where no Python fits, RuntimeError where the player itself fails.
        """
        python = self.python_for(session)
        if python is None:
            raise LookupError(f"no Python {session.options.pythons} on this machine")
        bash, folder = Path(shutil.which("bash") or "/").stat(), self._snippets / session.folder
        where = (python, self._players.isolation, engine(), bash.st_size, bash.st_mtime_ns, session.run)
        digest = digest_of([*where, *page_inputs(session, self._snippets, stat.filemode)])
        with suppress(TypeError, KeyError):  # nothing is kept, or nothing of the kind
            kept = None if record else replace(Transcript.from_dict(self._cache.read(digest)), cached=True)
            if kept and compare(session, kept).agrees:
                return kept
        source = folder if folder.is_dir() else None
        played = replace(self._players.play(session, source, python, record, watch, works), digest=digest)
        if not record and compare(session, played).agrees:
            self._cache.keep(digest, played.as_dict())
        return played


def write_whole(path: Path, text: str) -> None:
    """Replace a file's text at once: a reader sees the old or the new, whole. Raises OSError, and leaves no other."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete_on_close=False, encoding="utf-8", newline="") as file:
        file.write(text)
        file.close()
        Path(file.name).chmod(stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o644)
        Path(file.name).replace(path)


def page_inputs(
    session: Session, snippets: Path, mode: Callable[[int], object] = lambda mode: bool(mode & stat.S_IXUSR)
) -> Iterable[object]:
    """What could change a run wherever it is played: text, options, programs, and what `mode` says of their modes.

    What can't be read counts as such: to play it fails, and says why.
    """
    folder = snippets / session.folder
    yield from (session.page, session.text, session.twin)
    yield [each for each in vars(session.options).items() if each not in vars(Options()).items()]
    try:
        for path, place, found in contents(folder) if folder.is_dir() else ():
            yield from (os.fsencode(path), mode(found.st_mode))
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
