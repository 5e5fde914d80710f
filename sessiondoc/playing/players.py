"""Session -> Transcript: prepared players."""

import json
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from ..errors import PlayerError
from ..pythons import Interpreter
from ..session import Session
from ..transcript import Event, Transcript
from . import sandbox
from .interpreters import interpreter


class Players(AbstractContextManager["Players"]):
    """The prepared program that forks a player for each session; may be called from several threads.

    `isolation` is "namespaces" or "lock"; `refused` says why there are no namespaces.
    """

    def __init__(self, namespaces: bool = True) -> None:
        """Raises PlayerError where there is no shell to play in, or the program ends at once."""
        self._waiting: set[socket.socket] = set()  # one for each session that is played
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-m", "sessiondoc.playing.server", str(theirs.fileno())],
                env=sandbox.environment(),
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C in the builder's terminal is for the builder
            )
        try:
            _say(self._control, namespaces=namespaces, **_described(interpreter()))
            with self._control.makefile() as answers:
                answer = json.loads(answers.readline())
        except (OSError, ValueError):
            answer = {"missing": "the program that plays sessions ended when it began; what it said stands above"}
        if "missing" in answer:
            self.close()
            raise PlayerError(answer["missing"])
        self.refused: str = answer["refused"]
        self.isolation = "lock" if self.refused else "namespaces"

    def play(
        self,
        session: Session,
        source: Path | None,
        python: Interpreter,
        record: bool = False,
        watch: Callable[[Event], object] = bool,
        works: Callable[[bool], object] = bool,
        startup: Mapping[str, str] | None = None,
    ) -> Transcript:
        """Play a session in a fresh copy of `source` (None: an empty folder).

        With `record` it is played whatever the page states. `watch` is called with each event as it happens, `works`
        when it is seen that nothing of it computes (false), or something does again. `startup` are further files for
        the sandbox (see sandbox.furnish). Raises PlayerError where the player itself fails.
        """
        stated = {name: getattr(session, name) for name in ("text", "page", "line", "twin")}
        on = {name: getattr(python, name) for name in ("implementation", "platform", "gil")}
        described = {"python": python.version, **on, "isolation": self.isolation}
        ours, theirs = socket.socketpair()
        self._waiting.add(ours)
        try:
            with theirs:
                socket.send_fds(self._control, [b"."], [theirs.fileno()])
                theirs.close()
                _say(
                    ours,
                    session={**stated, "options": asdict(session.options)},
                    source=str(source or ""),
                    **_described(python),
                    record=record,
                    startup={**(startup or {}), **(recording(python) if session.options.timeline else {})},
                )
                return _answers(ours, described, watch, works)
        except OSError as error:
            raise PlayerError(f"{session.page}:{session.line}: the player is gone: {error}") from None
        finally:
            self._waiting.discard(ours)
            ours.close()

    def close(self) -> None:
        """End everything that still plays; later calls of `play` fail."""
        self._control.close()
        for waiting in list(self._waiting):
            with suppress(OSError):
                waiting.shutdown(socket.SHUT_RDWR)  # its player sees that nobody waits
        self._process.wait()

    def __exit__(self, *_: object) -> None:
        self.close()


def _say(to: socket.socket, **said: object) -> None:
    to.sendall(json.dumps(said).encode() + b"\n")


def _answers(
    player: socket.socket,
    described: Mapping[str, object],
    watch: Callable[[Event], object],
    works: Callable[[bool], object],
) -> Transcript:
    """What happened, `described` by where it did; raises OSError where there is no end."""
    events: list[Event] = []
    with player.makefile() as answers:
        for line in answers:
            try:
                answer = json.loads(line)
            except ValueError:  # its player was ended within a line
                continue
            if "outcome" in answer:
                return replace(Transcript.from_dict({**answer, **described, "events": ()}), events=tuple(events))
            if "rests" in answer:
                works(not answer["rests"])
                continue
            events.append(Event(**answer))
            watch(events[-1])
    raise OSError("it ended without a transcript")


def _described(python: Interpreter) -> dict[str, Any]:
    """What a player must know of a Python."""
    return {"python": python.path, "places": python.places, "libraries": python.libraries}


def recording(python: Interpreter) -> dict[str, str]:
    """The files in a sandbox that make every `python` there note what it does: path -> text."""
    recorder = Path(__file__).with_name("inside").joinpath("recorder.py").read_text(encoding="utf-8")
    site = python.user_site
    return {f"{site}/_recorder.py": recorder, f"{site}/_recorder.pth": "import _recorder\n", sandbox.RECORDED: ""}
