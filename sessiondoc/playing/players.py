"""Session -> Transcript: prepared players, and the cache in front of them."""

import hashlib
import importlib.metadata
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import Any, Self

from ..compare import disagreements
from ..pythons import Interpreter, interpreter, interpreters, place, promised
from ..session import Session
from ..transcript import Event, Mark, Transcript
from . import sandbox

_LIBRARIES = ("rich", "filelock", "psutil")  # with which the player plays


class Players:
    """The prepared program that forks a player for each session.

    `isolation` is "namespaces" or "lock"; `refused` says why there are no
    namespaces. May be called from several threads. A context manager: closing
    it ends everything that still plays.
    """

    def __init__(self, namespaces: bool = True) -> None:
        self._waiting: set[socket.socket] = set()  # one for each session that is played
        self._control, theirs = socket.socketpair()
        settings = (theirs.fileno(), "namespaces" if namespaces else "lock", interpreter().path)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "sessiondoc.playing.player", *map(str, settings)],
            env=sandbox.environment(),
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C in the builder's terminal is for the builder
        )
        theirs.close()
        with self._control.makefile() as answers:
            self.refused: str = json.loads(answers.readline())["refused"]
        self.isolation = "lock" if self.refused else "namespaces"

    def play(
        self,
        session: Session,
        source: Path | None,
        python: Interpreter,
        record: bool = False,
        watch: Callable[[Event], object] = bool,
        startup: Mapping[str, str] = sandbox.NOTHING,
    ) -> Transcript:
        """Play a session in a fresh copy of `source` (None: an empty folder).

        With `record` it is played whatever the page states. `watch` is called
        with each event as it happens. `startup` are further files for the
        sandbox (see sandbox.furnish). Raises RuntimeError where the player
        itself fails.
        """
        text = {name: getattr(session, name) for name in ("text", "page", "line", "twin")}
        request = {
            "session": {**text, "options": asdict(session.options)},
            "source": str(source) if source else "",
            "python": python.path,
            "record": record,
            "startup": {**startup, **(recording(python) if session.options.timeline else {})},
        }
        ours, theirs = socket.socketpair()
        self._waiting.add(ours)
        try:
            with theirs:
                socket.send_fds(self._control, [b"."], [theirs.fileno()])
            ours.sendall(json.dumps(request).encode() + b"\n")
            return self._transcript(ours, python, watch)
        except OSError as error:
            raise RuntimeError(f"{session.page}:{session.line}: the player is gone: {error}") from None
        finally:
            self._waiting.discard(ours)
            ours.close()

    def _transcript(self, player: socket.socket, python: Interpreter, watch: Callable[[Event], object]) -> Transcript:
        events: list[Event] = []
        with player.makefile() as answers:
            for line in answers:
                answer = json.loads(line)
                if "outcome" in answer:
                    described: dict[str, Any] = {"python": python.version, "implementation": python.implementation}
                    described |= {"gil": python.gil, "platform": python.platform, "isolation": self.isolation}
                    marks = tuple(Mark(**mark) for mark in answer.pop("marks"))
                    return Transcript(**described, **answer, events=tuple(events), marks=marks)
                events.append(Event(**answer))
                watch(events[-1])
        raise OSError("it ended without a transcript")

    def close(self) -> None:
        """End everything that still plays; later calls of `play` fail."""
        self._control.close()
        for waiting in list(self._waiting):
            with suppress(OSError):
                waiting.shutdown(socket.SHUT_RDWR)  # its player sees that nobody waits
        self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def recording(python: Interpreter) -> dict[str, str]:
    """The files in a sandbox that make every `python` there note what it does: path -> text."""
    recorder = Path(__file__).with_name("inside").joinpath("recorder.py").read_text(encoding="utf-8")
    site = python.user_site
    return {f"{site}/_recorder.py": recorder, f"{site}/_recorder.pth": "import _recorder\n", sandbox.RECORDED: ""}


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

    def python_for(self, session: Session) -> Interpreter | None:
        """Ours, or the best other Python of which the pages speak that the session holds for; None: there is none."""
        holding = [
            python
            for python in (self._python, *(interpreters() if self._others else ()))
            if session.options.holds_for(python.version, python.gil)
        ]
        if self._python in holding:
            return self._python
        return max(
            (python for python in holding if promised(python.kind)),
            key=lambda python: place(python.label),
            default=None,
        )

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
        if not record and not disagreements(session, played):
            self._write(played)
        return played

    def _read(self, session: Session, digest: str) -> Transcript | None:
        if self._cache is None:
            return None
        try:
            kept = Transcript.from_json((self._cache / f"{digest}.json").read_text(encoding="utf-8"))
        except (OSError, ValueError, TypeError, KeyError):
            return None  # not there, or damaged: play
        return None if disagreements(session, kept) else replace(kept, cached=True)

    def _write(self, transcript: Transcript) -> None:
        if self._cache is not None:
            self._cache.mkdir(parents=True, exist_ok=True)
            write_whole(self._cache / f"{transcript.digest}.json", transcript.to_json())


def write_whole(path: Path, text: str) -> None:
    """Replace a file's text at once: a reader sees the old or the new, whole."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8", newline="") as file:
        file.write(text)
    if path.exists():
        shutil.copymode(path, file.name)
    else:
        Path(file.name).chmod(0o644)
    Path(file.name).replace(path)


def _inputs(session: Session, folder: Path | None, python: Interpreter, isolation: str) -> Iterable[object]:
    """Everything that could change what a session prints."""
    yield from (python, isolation, os.uname())
    yield engine()
    yield session.run
    yield from page_inputs(session, folder)
    yield [path.lstat().st_mode for path in _files(folder)]


def page_inputs(session: Session, folder: Path | None) -> Iterable[object]:
    """Those of them that do not depend on where it is played: its text, its options, its programs."""
    yield from (session.page, session.text, session.options, session.twin)
    for path in _files(folder):
        yield path.relative_to(folder or "")
        yield path.readlink() if path.is_symlink() else path.read_bytes() if path.is_file() else ""


def _files(folder: Path | None) -> list[Path]:
    """All that is copied for a session."""
    return [] if folder is None else [p for p in sorted(folder.rglob("*")) if "__pycache__" not in p.parts]


@cache
def engine() -> str:
    """The engine's sources, the libraries and the Python that it plays with."""
    sources = sorted(Path(__file__).parent.parent.rglob("*.py"))
    versions = [importlib.metadata.version(name) for name in _LIBRARIES]
    return digest_of([*(path.read_bytes() for path in sources), *versions, sys.version])


def digest_of(parts: Iterable[object]) -> str:
    """SHA-256 of the parts, each with its length so that they can't run together."""
    sha = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else str(part).encode()
        sha.update(b"%d:%b" % (len(data), data))
    return sha.hexdigest()
