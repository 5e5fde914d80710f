"""All sessions of a site, side by side."""

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from ..session import Session
from ..transcript import Transcript
from .progress import Bar

AT_ONCE = 64  # sessions that have begun, at most, however many of them rest
AT_WORK = len(os.sched_getaffinity(0)) + 1  # of them: one more than there are cores, as every one also waits a little


class Gate:
    """Lets many in beside each other, or one alone.

    Who wants to be alone waits for those inside to leave; meanwhile nobody else gets in. When the gate is closed nobody
    waits any more: RuntimeError.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._inside = self._wanting = 0  # of the latter: to be alone, or are
        self._closed = False

    def close(self) -> None:
        """Let nobody in any more, as nothing is to be played."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def beside(self) -> AbstractContextManager[None]:
        return self._let_in(lambda: not self._wanting)

    def alone(self) -> AbstractContextManager[None]:
        return self._let_in(lambda: not self._inside, wanting=1)

    @contextmanager
    def _let_in(self, free: Callable[[], bool], wanting: int = 0) -> Iterator[None]:
        inside = 0
        try:
            with self._changed:
                self._wanting += wanting
                self._changed.wait_for(lambda: self._closed or free())
                if self._closed:
                    raise RuntimeError("not played: the build has ended")
                inside = 1
                self._inside += inside
            yield
        finally:
            with self._changed:
                self._inside -= inside
                self._wanting -= wanting
                self._changed.notify_all()


class Schedule:
    """Plays sessions with `play` and tells `progress`; what must not be disturbed meanwhile goes through the `gate`.

    Each begins when a desk is free. `play` gets what is to be told when a
    session rests (false) or works again (true): so those that compute are limited to the cores, and those that sleep or
    wait hold nobody back. What ran out of time beside others is played once more at the end, alone, before that counts;
    but not one of many runs, of which all are shown.
    """

    def __init__(self, play: Callable[..., Transcript], progress: Bar | None = None, gate: Gate | None = None) -> None:
        self._play, self._progress, self.gate = play, progress, gate or Gate()
        self._changed, self._free = threading.Condition(), AT_WORK  # desks
        self._futures: dict[Session, Future[Transcript]] = {}

    def start(
        self,
        sessions: Iterable[Session],
        kept: Callable[[Session], Transcript | None] = lambda _: None,
        turn: Callable[[Session], Any] = lambda _: 0,
    ) -> None:
        """Begin to play those of which nothing is `kept`, in the order of their `turn`."""
        self._futures = {session: Future() for session in sessions}
        left = [session for session, future in self._futures.items() if not self._known(session, future, kept(session))]
        if left:
            threading.Thread(target=self._play_all, args=[sorted(left, key=turn)], daemon=True).start()

    def _known(self, session: Session, future: Future[Transcript], kept: Transcript | None) -> bool:
        if kept:
            if self._progress:
                self._progress.begins(session)
                self._progress.ends(session, kept)
            future.set_result(kept)
        return kept is not None

    def close(self) -> None:
        """Begin nothing any more: whoever waits for a session that was not begun gets a RuntimeError."""
        self.gate.close()

    def over(self, session: Session) -> Transcript | None:
        """A session's transcript, if there is one by now."""
        future = self._futures[session]
        return future.result() if future.done() and not future.exception() else None

    def transcript(self, session: Session) -> Transcript:
        """Wait for a session's transcript; raises what playing it raised."""
        return self._futures[session].result()

    def _play_all(self, sessions: Sequence[Session]) -> None:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            settling = [pool.submit(self._settle, session, self._desk()) for session in sessions]
        for session, settled in zip(sessions, settling, strict=True):
            if not settled.result():
                self._settle(session, self._desk(), alone=True)

    def _desk(self) -> Callable[[bool], None]:
        """Wait for a free desk; gives what is to be told when nobody works there (false), and when somebody does again.

        Who has rested does not wait: it works already.
        """
        taken = True

        def works(now: bool) -> None:
            nonlocal taken
            with self._changed:
                self._free += taken - now
                taken = now
                self._changed.notify()

        with self._changed:
            self._changed.wait_for(lambda: self._free > 0)
            self._free -= 1
        return works

    def _settle(self, session: Session, works: Callable[[bool], None], alone: bool = False) -> bool:
        """Hand the result, or the error, to whoever waits for it; not what ran out of time beside others (false)."""
        future = self._futures[session]
        try:
            with self.gate.alone() if alone else self.gate.beside():
                if self._progress:
                    self._progress.begins(session)
                transcript = self._play(session, works=works)
            if transcript.outcome == "timeout" and not alone and session.options.runs == 1:
                if self._progress:
                    self._progress.leaves(session, "ran out of time beside others; once more at the end, alone")
                return False
            if self._progress:
                self._progress.ends(session, transcript)
            future.set_result(transcript)
        except Exception as error:
            future.set_exception(error)
            if self._progress:
                self._progress.leaves(session)
        finally:
            works(False)
        return True
