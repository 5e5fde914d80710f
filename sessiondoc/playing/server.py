"""The program that plays sessions: `python -m sessiondoc.playing.server FD`.

It is started once, prepares itself, and forks for each session that comes over
the socket FD. The fork, single-threaded, makes its sandbox and watches from
outside over the process that plays in there. What is imported here is paid for
by every fork: threads (subprocess, logging) by hooks, all of it by pages.
"""

import json
import os
import select
import signal
import socket
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from ..pythons import LIBRARIES
from ..session import Options, parse
from ..transcript import Outcome
from . import sandbox
from .folder import Reading
from .player import Play
from .terminal import reaped

OVERTIME = 10.0  # seconds past its timeout after which a session is ended that its player has not ended
PATIENCE = 2.0  # seconds after which it is said for what is waited


def _reap(*_: object) -> None:
    """Note who ended: as PID 1 (or subreaper) we inherit orphans, a shell reaps its own."""
    with suppress(ChildProcessError):
        while (ended := os.waitpid(-1, os.WNOHANG))[0]:
            reaped.__setitem__(*ended)


def _serve(builder: socket.socket, namespaces: bool, notice: int) -> None:
    """Play the session that the builder asks for, in its sandbox.

    Every event is a line of JSON, the last one the outcome, or what hinders.
    """
    with builder, builder.makefile() as requests:
        try:
            _play(json.loads(requests.readline()), builder, namespaces, notice)
        except OSError as error:
            _answer(builder, "refused", str(error))


def _play(request: dict[str, Any], builder: socket.socket, namespaces: bool, notice: int) -> None:
    session = parse(**{**request["session"], "options": Options(**request["session"]["options"])})
    source = Path(request["source"]) if request["source"] else None
    where = (source, session.folder, request["python"], request["startup"])
    os.environ[LIBRARIES] = request["libraries"]  # what the engine's own Python needed has been loaded

    def run() -> None:
        signal.signal(signal.SIGCHLD, _reap)
        play = Play(session, request["record"], builder, Reading(Path()) if namespaces else None)
        answer = play.play()
        answer |= play.marks() if session.options.timeline else {}
        builder.sendall(json.dumps(answer).encode() + b"\n")

    if namespaces:
        _guard(sandbox.in_namespaces(run, request["places"], *where), builder, session.options.timeout)
    else:
        from filelock import Timeout

        cancelled = partial(_gone, builder, notice, time.monotonic())
        with suppress(Timeout), sandbox.under_lock(run, *where, cancelled=cancelled) as child:
            _guard(child, builder, session.options.timeout)


def _gone(builder: socket.socket, notice: int, since: float) -> bool:
    """Has the builder gone while its session waits for its turn? Where that is another builder's, says so, once."""
    holder = sandbox.holder()
    if holder not in ("", str(os.getppid())) and time.monotonic() > since + PATIENCE:
        with suppress(BlockingIOError):
            os.read(notice, 1)
            why = "without namespaces a machine plays one session at a time"
            print(f"Waiting for {sandbox.LOCK}, which process {holder} has: {why}", file=sys.stderr, flush=True)
    return bool(select.select([builder], [], [], 0)[0])


def _guard(child: int, builder: socket.socket, timeout: float) -> None:
    """Wait for the process that plays; end it where it computes past its time, or for nobody any more."""
    ready = select.select([os.pidfd_open(child), builder.fileno()], [], [], timeout + OVERTIME)[0]
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if not ready:
        _answer(builder, "timeout", f"ended: {timeout:g} s were over, and its player still computed")
    elif status and builder.fileno() not in ready:
        raise OSError(f"the player ended with {os.waitstatus_to_exitcode(status)}")


def _answer(builder: socket.socket, outcome: Outcome, problem: str) -> None:
    """End a session in its player's place, which may have been in the middle of a line."""
    started = datetime.now(UTC).isoformat(timespec="milliseconds")
    answer = {"started": started, "seconds": 0.0, "outcome": outcome, "problem": problem}
    with suppress(OSError):
        builder.sendall(b"\n" + json.dumps(answer).encode() + b"\n")


def main(control: socket.socket) -> None:
    """Say what holds here, then fork a player for every socket that comes."""
    with control.makefile() as lines:
        asked = json.loads(lines.readline())
    os.environ[LIBRARIES] = asked["libraries"]
    os.umask(0o022)  # and not the builder's
    refused = sandbox.try_namespaces(asked["python"], asked["places"]) if asked["namespaces"] else "switched off"
    if refused:
        import filelock  # noqa: F401 - once for all forks
    else:
        sandbox.enter_user_namespace()
    control.sendall(json.dumps({"refused": refused}).encode() + b"\n")
    notice, once = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    os.write(once, b".")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel reaps

    def serve() -> None:
        control.close()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        _serve(builder, not refused, notice)

    while fds := socket.recv_fds(control, 1, 1)[1]:
        builder = socket.socket(fileno=fds[0])
        builder.set_inheritable(False)  # else a program could answer in its player's place
        sandbox.forked(serve)
        builder.close()
    with suppress(ChildProcessError):
        os.wait()  # with SIGCHLD ignored: until all players have ended


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])))
