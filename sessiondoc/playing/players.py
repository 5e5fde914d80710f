"""Session -> Transcript: prepared players."""

import json
import re
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import asdict, replace
from itertools import chain
from pathlib import Path
from typing import Any

from ..errors import PlayerError
from ..pythons import Interpreter
from ..session import Session
from ..transcript import Event, Transcript
from .interpreters import interpreter
from .kept import Cache, digest_of, engine


class Players(AbstractContextManager["Players"]):
    """The prepared program that forks a player for each session; may be called from several threads.

    `isolation` is "namespaces" or "lock"; `refused` says why there are no namespaces. Where `kept` says that there are
    some, as when nothing was different, the program is started when the first session is played.
    """

    def __init__(self, namespaces: bool = True, kept: Cache | None = None) -> None:
        """Raises PlayerError where there is no shell to play in, or the program ends at once."""
        self._waiting: set[socket.socket] = set()  # one for each session that is played
        self._namespaces, self._kept = namespaces, kept or Cache(None)
        self._process: subprocess.Popen[bytes] | None = None
        self._starting, self._closed = threading.Lock(), False
        self.refused = ""
        self._surroundings = digest_of(_surroundings(namespaces)) if kept else ""
        if not self._kept.read(self._surroundings):
            self._start()

    @property
    def isolation(self) -> str:
        return "lock" if self.refused else "namespaces"

    def _start(self) -> None:
        """Start the program, unless it was started. Raises OSError once all is closed."""
        with self._starting:
            if self._closed:
                raise OSError("nothing is to be played any more")
            self._process = self._process or self._started()

    def _started(self) -> subprocess.Popen[bytes]:
        from .sandbox import environment  # with the libraries that play: no use where nothing is played

        if missing := _missing_shell(environment()["PATH"]):
            raise PlayerError(missing)
        self._control, theirs = socket.socketpair()
        with theirs:
            process = subprocess.Popen(
                [sys.executable, "-I", "-m", "sessiondoc.playing.server", str(theirs.fileno())],
                env=environment(),
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C in the builder's terminal is for the builder
            )
        try:
            _say(self._control, namespaces=self._namespaces, **_described(interpreter()))
            with self._control.makefile() as answers:
                answer = json.loads(answers.readline())
        except (OSError, ValueError):
            self._control.close()
            process.wait()
            why = "the program that plays sessions ended when it began; what it said stands above"
            raise PlayerError(why) from None
        self.refused = answer["refused"]
        self._kept.keep(self._surroundings, {} if self.refused else {"namespaces": True})
        return process

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
        ours, theirs = socket.socketpair()
        self._waiting.add(ours)
        try:
            self._start()
            described = {"python": python.version, **on, "isolation": self.isolation}
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
        with self._starting:
            self._closed = True
        if self._process is None:
            return
        self._control.close()
        for waiting in list(self._waiting):
            with suppress(OSError):
                waiting.shutdown(socket.SHUT_RDWR)  # its player sees that nobody waits
        self._process.wait()

    def __exit__(self, *_: object) -> None:
        self.close()


def _missing_shell(path: str) -> str:
    """Why sessions can't be played with the bash on `path`; "" where they can."""
    bash, version = shutil.which("bash", path=path), ""
    if bash:
        script = "echo ${BASH_VERSINFO[0]}.${BASH_VERSINFO[1]}"
        version = subprocess.check_output([bash, "--norc", "-c", script], env={}, text=True).strip()
        if [*map(int, version.split("."))] >= [4, 4]:
            return ""
    found = f"{bash} is {version}" if bash else "there is none"
    return f"sessions are typed into bash 4.4 or newer, and on {path} {found}"


def _surroundings(namespaces: bool) -> Iterator[object]:
    """All on which it depends whether there are namespaces: the kernel, its settings, what this process may do there.

    Where this process itself has other ones, or other mounts, these are other surroundings.
    """
    yield from (namespaces, engine(), interpreter(), shutil.which("bash"))
    for link in ("ns/cgroup", "ns/ipc", "ns/mnt", "ns/net", "ns/pid", "ns/user", "ns/uts", "root"):
        with suppress(OSError):
            yield Path(f"/proc/self/{link}").readlink()
    status = re.compile(rb"^(?:Uid|Gid|Groups|Cap\w+|NoNewPrivs|Seccomp\w*):.*", re.MULTILINE)
    own = [f"self/{name}" for name in ("attr/current", "mountinfo", "status", "uid_map")]
    named = [sorted(Path("/proc/sys").glob(names)) for names in ("user/max_*", "kernel/*userns*")]
    for file in (Path("/proc/sys/kernel/random/boot_id"), *(Path("/proc", name) for name in own), *chain(*named)):
        with suppress(OSError):
            content = file.read_bytes()
            yield from (file, status.findall(content) if file.name == "status" else content)


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
    from .sandbox import RECORDED

    recorder = Path(__file__).with_name("inside").joinpath("recorder.py").read_text(encoding="utf-8")
    site = python.user_site
    return {f"{site}/_recorder.py": recorder, f"{site}/_recorder.pth": "import _recorder\n", RECORDED: ""}
