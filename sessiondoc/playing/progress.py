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

    A line that changes on a terminal, a line per session elsewhere. A
    schedule.Progress.
    """

    def __init__(self, total: int, screen: TextIO | None = None) -> None:
        self._total, self._screen = total, screen or sys.stderr
        self._moving = self._screen.isatty()
        self._playing: dict[Session, None] = {}
        self._done: list[tuple[float, str, bool]] = []
        self._lock = threading.Lock()

    def stop(self) -> None:
        """Take the moving line off the screen."""
        with self._lock:
            self._print(_CLEARED if self._moving else "")
            self._moving = False

    def begins(self, session: Session) -> None:
        with self._lock:
            self._playing[session] = None
            self._show()

    def ends(self, session: Session, transcript: Transcript) -> None:
        with self._lock:
            self._playing.pop(session, None)
            self._done.append((transcript.seconds, _where(session), transcript.cached))
            self._show()
            if not self._screen.isatty() and not transcript.cached:
                self._print(f"[{len(self._done)}/{self._total}] {_where(session)}: {transcript.seconds:.2f} s\n")

    def _show(self) -> None:
        """Name the one that has been playing longest, and count the others."""
        if self._moving:
            names = [_where(session) for session in self._playing]
            more = f" and {len(names) - 1} more" if len(names) > 1 else ""
            line = f"[{len(self._done)}/{self._total}] {names[0] if names else ''}{more}"
            self._print(f"{_CLEARED}{line.join(_CUT)}\r")  # what others print takes its place

    def table(self) -> None:
        """Print the slowest of the sessions that were really played."""
        with self._lock:
            played = sorted(((seconds, where) for seconds, where, cached in self._done if not cached), reverse=True)
            self._print(f"{len(played)} sessions played, {len(self._done) - len(played)} from the cache\n")
            slowest = "".join(f"{seconds:7.2f}  {where}\n" for seconds, where in played[:_SLOWEST])
            self._print(f"seconds  the slowest\n{slowest}" if played else "")

    def _print(self, text: str) -> None:
        self._screen.write(text)
        self._screen.flush()


def _where(session: Session) -> str:
    return f"{session.page}:{session.line}"
