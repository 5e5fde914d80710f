"""All sessions of a site, side by side: eight at once, some alone."""

import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Protocol

from ..session import Session
from ..transcript import Transcript

AT_ONCE = 8  # on two cores: sessions mostly wait


class Progress(Protocol):
    """Told what is played; called from several threads."""

    def begins(self, session: Session) -> None: ...

    def ends(self, session: Session, transcript: Transcript) -> None: ...


class Gate:
    """Lets many in beside each other, or one alone.

    Who wants to be alone waits for those inside to leave; meanwhile nobody else
    gets in.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._beside = self._wanting = 0
        self._taken = False

    @contextmanager
    def beside(self) -> Iterator[None]:
        with self._changed:
            self._changed.wait_for(lambda: not self._wanting)
            self._beside += 1
        try:
            yield
        finally:
            with self._changed:
                self._beside -= 1
                self._changed.notify_all()

    @contextmanager
    def alone(self) -> Iterator[None]:
        with self._changed:
            self._wanting += 1
            self._changed.wait_for(lambda: not self._beside and not self._taken)
            self._taken = True
        try:
            yield
        finally:
            with self._changed:
                self._wanting -= 1
                self._taken = False
                self._changed.notify_all()


class Schedule:
    """Plays sessions with `play` and tells `progress`.

    Those that ran out of time beside others are played once more at the end,
    alone, before that counts. Whatever else must not be disturbed goes through
    the `gate`.
    """

    def __init__(
        self, play: Callable[[Session], Transcript], progress: Progress | None = None, gate: Gate | None = None
    ) -> None:
        self._play, self._progress, self.gate = play, progress, gate or Gate()
        self._futures: dict[Session, Future[Transcript]] = {}
        self._thread: threading.Thread | None = None

    def start(self, sessions: Iterable[Session]) -> None:
        """Begin to play."""
        self._futures = {session: Future() for session in sessions}
        self._thread = threading.Thread(target=self._side_by_side, args=(list(self._futures),), daemon=True)
        self._thread.start()

    def transcript(self, session: Session) -> Transcript:
        """Wait for a session's transcript; raises what playing it raised."""
        return self._futures[session].result()

    def _side_by_side(self, sessions: list[Session]) -> None:
        late: list[Session] = []

        def first_try(session: Session) -> Transcript | None:
            with self.gate.beside():
                transcript = self._run(session)
            if transcript.outcome != "timeout":
                return transcript
            late.append(session)
            return None

        with ThreadPoolExecutor(AT_ONCE) as pool:
            for session in sessions:
                pool.submit(self._settle, session, first_try)
        for session in late:
            self._settle(session, self._run_alone)

    def _settle(self, session: Session, run: Callable[[Session], Transcript | None]) -> None:
        """Hand the result, or the error, to whoever waits for it."""
        try:
            transcript = run(session)
            if transcript is not None and self._progress:
                self._progress.ends(session, transcript)
        except Exception as error:
            self._futures[session].set_exception(error)
        else:
            if transcript is not None:
                self._futures[session].set_result(transcript)

    def _run_alone(self, session: Session) -> Transcript:
        with self.gate.alone():
            return self._run(session)

    def _run(self, session: Session) -> Transcript:
        if self._progress:
            self._progress.begins(session)
        return self._play(session)
