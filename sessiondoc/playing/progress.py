"""What a person sees while sessions are played."""

import sys
import threading
from collections.abc import Mapping
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
        self._playing: dict[Session, str] = {}
        self._played: list[tuple[float, str]] = []
        self._cached = 0
        self._lock = threading.Lock()

    def begins(self, session: Session) -> None:
        with self._lock:
            self._playing[session] = f"{session.page}:{session.line}"
            self._show()

    def ends(self, session: Session, transcript: Transcript) -> None:
        with self._lock:
            where = self._playing.pop(session)
            if transcript.cached:
                self._cached += 1
            else:
                self._played.append((transcript.seconds, where))
            self._show("" if transcript.cached else f"{where}: {transcript.seconds:.2f} s\n")

    def leaves(self, session: Session, why: str = "") -> None:
        """It is played no longer and has not ended; `why`, where the one who reports errors doesn't say it."""
        with self._lock:
            where = self._playing.pop(session, "")
            if where and why:
                self._print(f"{_CLEARED if self._moving else ''}{where}: {why}\n")
            self._show()

    def _show(self, ended: str = "") -> None:
        """On a terminal the one that has been playing longest, and how many others; elsewhere the one that ended."""
        count = f"[{len(self._played) + self._cached}/{self._total}]"
        if self._moving:
            more = f" and {len(self._playing) - 1} more" if len(self._playing) > 1 else ""
            line = f"{count} {next(iter(self._playing.values()), '')}{more}"
            self._print(f"{_CLEARED}{line.join(_CUT)}\r")  # what others print takes its place
        elif ended and not self._screen.isatty():
            self._print(f"{count} {ended}")

    def stop(self) -> None:
        """Take the moving line off the screen."""
        with self._lock:
            self._print(_CLEARED if self._moving else "")
            self._moving = False

    def table(self, measured: Mapping[str, float]) -> None:
        """Print the slowest of the sessions that were really played, and for how long laboratories measured, alone."""
        slowest = [f"{seconds:7.2f}  {where}\n" for seconds, where in sorted(self._played, reverse=True)[:_SLOWEST]]
        head = "seconds  the slowest\n" if slowest or measured else ""
        labs = [f"{seconds:7.2f}  {name}, alone\n" for name, seconds in measured.items()]
        count = f"{len(self._played)} sessions played, {self._cached} from the cache\n"
        self._print("".join([count, head, *slowest, *labs]))

    def _print(self, text: str) -> None:
        print(text, end="", file=self._screen, flush=True)
