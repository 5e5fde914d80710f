"""What a person sees while sessions are played."""

import threading

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as RichProgress
from rich.table import Table

from ..session import Session
from ..transcript import Transcript

_SLOWEST = 5


class Bar:
    """How many of how many, and which is playing; afterwards the slowest.

    A moving line on a terminal, a plain line per session elsewhere. A
    schedule.Progress.
    """

    def __init__(self, total: int, console: Console | None = None) -> None:
        self._console = console or Console(stderr=True, highlight=False, soft_wrap=True)
        columns = (TextColumn("sessions"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
        self._bar = RichProgress(*columns, console=self._console, transient=True, disable=not self._console.is_terminal)
        self._task = self._bar.add_task("", total=total)
        self._total = total
        self._playing: dict[Session, None] = {}
        self._done: list[tuple[float, str, bool]] = []
        self._lock = threading.Lock()
        self._bar.start()

    def stop(self) -> None:
        """Take the moving line off the screen."""
        self._bar.stop()

    def begins(self, session: Session) -> None:
        with self._lock:
            self._playing[session] = None
            self._show()

    def ends(self, session: Session, transcript: Transcript) -> None:
        with self._lock:
            self._playing.pop(session, None)
            self._done.append((transcript.seconds, _where(session), transcript.cached))
            self._show()
            self._bar.advance(self._task)
            if not self._console.is_terminal and not transcript.cached:
                where = f"{_where(session)}: {transcript.seconds:.2f} s"
                self._console.print(f"[{len(self._done)}/{self._total}] {where}", markup=False)

    def _show(self) -> None:
        """Name the one that has been playing longest, and count the others."""
        names = [_where(session) for session in self._playing]
        more = f" and {len(names) - 1} more" if len(names) > 1 else ""
        self._bar.update(self._task, description=f"{names[0]}{more}" if names else "")

    def table(self) -> None:
        """Print the slowest of the sessions that were really played."""
        with self._lock:
            played = sorted(((seconds, where) for seconds, where, cached in self._done if not cached), reverse=True)
        kept = len(self._done) - len(played)
        self._console.print(f"{len(played)} sessions played, {kept} from the cache")
        if played:
            table = Table("seconds", "the slowest", box=None, padding=(0, 2, 0, 0))
            for seconds, where in played[:_SLOWEST]:
                table.add_row(f"{seconds:.2f}", where)
            self._console.print(table)


def _where(session: Session) -> str:
    return f"{session.page}:{session.line}"
