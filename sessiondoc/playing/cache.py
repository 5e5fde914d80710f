"""The cache in front of the players: a transcript is used again if nothing that could change it has changed."""

import json
import os
import shutil
import stat
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

from ..compare import compare
from ..pythons import Interpreter, place, promised
from ..session import Options, Session
from ..transcript import Event, Transcript
from .folder import contents
from .interpreters import interpreters
from .kept import Cache, digest_of, engine
from .players import Players


class Stage:
    """All that it takes to play a site's sessions, but for the sessions.

    Calling it with a session gives its transcript, from the folder `kept` if there is one and nothing that could
    change the run has changed since. With `others`, a session that does not hold for `python` is played on another.
    `programs` reads each folder once: to look for what is kept, and for all that goes by the same.
    """

    def __init__(
        self, players: Players, snippets: Path, python: Interpreter, kept: Path | None = None, others: bool = True
    ) -> None:
        self._players, self._snippets, self._python, self._others = players, snippets, python, others
        self._cache = Cache(kept)
        self.programs = cache(programs)
        bash, cores = Path(shutil.which("bash", path=os.defpath) or "/").stat(), len(os.sched_getaffinity(0))
        self._where = (engine(), cores, bash.st_size, bash.st_mtime_ns)

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

    def changed(self, session: Session, play: Transcript, read: Callable[..., str]) -> bool:
        """Is a session, or are its page's programs, no longer what was played? `read` as for page_inputs."""
        python = self.python_for(session)
        now = (self._digest(session, python, of, read) for of in ("namespaces", "lock") if python)
        return play.digest not in now

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
        if not record and (kept := self.kept(session)):
            return kept
        isolation, folder = self._players.isolation, self._snippets / session.folder
        source = folder if folder.is_dir() else None
        digest = self._digest(session, python, isolation, programs)
        played = replace(self._players.play(session, source, python, record, watch, works), digest=digest)
        same = (played.isolation, digest) == (isolation, self._digest(session, python, isolation, programs))
        if same and not record and compare(session, played).agrees:
            self._cache.keep(digest, played.as_dict())
        return played

    def kept(self, session: Session) -> Transcript | None:
        """What is kept of a session, if that agrees with its page."""
        python = self.python_for(session) if self._cache.folder else None
        with suppress(ValueError, TypeError, KeyError):  # nothing is kept, or nothing of the kind
            if python:
                digest = self._digest(session, python, self._players.isolation, self.programs)
                kept = _transcript(self._cache.raw(digest))
                return kept if compare(session, kept).agrees else None
        return None

    def _digest(self, session: Session, python: Interpreter, isolation: str, read: Callable[..., str]) -> str:
        """What stands for a run as long as nothing that could change it does."""
        inputs = page_inputs(session, self._snippets, stat.filemode, read)
        return digest_of([python, isolation, *self._where, session.run, *inputs])


@lru_cache(2000)  # `mkdocs serve` builds again and again
def _transcript(kept: bytes) -> Transcript:
    """That of its JSON. Raises ValueError, TypeError or KeyError where it is nothing of the kind."""
    return replace(Transcript.from_dict(json.loads(kept)), cached=True)


def executable(mode: int) -> bool:
    """What of a file's mode counts wherever it is played."""
    return bool(mode & stat.S_IXUSR)


def programs(folder: Path, mode: Callable[[int], object]) -> str:
    """A digest of all that lies in a snippet folder: the paths there, what `mode` says of their modes, their contents.

    What can't be read counts as such: to play it fails, and says why.
    """
    found: list[object] = []
    try:
        for path, place, what in contents(folder) if folder.is_dir() else ():
            content = Path(place).read_bytes() if stat.S_ISREG(what.st_mode) else b""
            found += [os.fsencode(path), mode(what.st_mode), content]
    except OSError as error:
        found.append(error.strerror)
    return digest_of(found)


def page_inputs(
    session: Session,
    snippets: Path,
    mode: Callable[[int], object] = executable,
    read: Callable[..., str] = programs,
) -> Iterable[object]:
    """What could change a run wherever it is played: text, options, programs, and what `mode` says of their modes.

    `read` stands for `programs`, to read a folder once for all that ask.
    """
    yield from (session.page, session.text, session.twin)
    yield [each for each in vars(session.options).items() if each not in vars(Options()).items()]
    yield read(snippets / session.folder, mode)
