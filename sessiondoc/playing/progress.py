"""What a person sees while sessions are played."""

import sys
import threading
from typing import TextIO

from ..session import Session
from ..transcript import Transcript

_SLOWEST = 5
_CLEARED = "\r\x1b[K"
_CUT = "\x1b[?7l", "\x1b[?7h"  # what is wider than the terminal doesn't go on in its next line


class Bar:
    """How many of how many, and which is playing; afterwards the slowest.

    A line that changes on a terminal, a line per session elsewhere. Called from several threads.
    """

    def __init__(self, total: int, screen: TextIO | None = None) -> None:
        self._total, self._screen = total, screen or sys.stderr
        self._moving = self._screen.isatty()
        self._playing: dict[Session, None] = {}
        self._played: list[tuple[float, str]] = []
        self._cached = 0
        self._lock = threading.Lock()

    def begins(self, session: Session) -> None:
        with self._lock:
            self._playing[session] = None
            self._show()

    def ends(self, session: Session, transcript: Transcript) -> None:
        with self._lock:
            self._playing.pop(session, None)
            self._cached += transcript.cached
            if not transcript.cached:
                self._played.append((transcript.seconds, _where(session)))
                if not self._screen.isatty():
                    self._print(f"{self._count()} {_where(session)}: {transcript.seconds:.2f} s\n")
            self._show()

    def _count(self) -> str:
        return f"[{len(self._played) + self._cached}/{self._total}]"

    def _show(self) -> None:
        """Name the one that has been playing longest, and count the others."""
        if self._moving:
            more = f" and {len(self._playing) - 1} more" if len(self._playing) > 1 else ""
            line = f"{self._count()} {next(map(_where, self._playing), '')}{more}"
            self._print(f"{_CLEARED}{line.join(_CUT)}\r")  # what others print takes its place

    def stop(self) -> None:
        """Take the moving line off the screen."""
        with self._lock:
            self._print(_CLEARED if self._moving else "")
            self._moving = False

    def table(self) -> None:
        """Print the slowest of the sessions that were really played."""
        lines = [f"{len(self._played)} sessions played, {self._cached} from the cache"]
        if self._played:
            lines.append("seconds  the slowest")
        lines += [f"{seconds:7.2f}  {where}" for seconds, where in sorted(self._played, reverse=True)[:_SLOWEST]]
        self._print("\n".join(lines) + "\n")

    def _print(self, text: str) -> None:
        self._screen.write(text)
        self._screen.flush()


def _where(session: Session) -> str:
    return f"{session.page}:{session.line}"
