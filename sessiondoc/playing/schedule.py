"""All sessions of a site, side by side: eight at once."""

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
    gets in. When the gate is closed nobody waits any more: RuntimeError.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._beside = self._wanting = 0
        self._taken = self._closed = False

    def close(self) -> None:
        """Let nobody in any more, as nothing is to be played."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _wait_for(self, free: Callable[[], bool]) -> None:
        self._changed.wait_for(lambda: self._closed or free())
        if self._closed:
            raise RuntimeError("not played: the build has ended")

    @contextmanager
    def beside(self) -> Iterator[None]:
        with self._changed:
            self._wait_for(lambda: not self._wanting)
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
            try:
                self._wait_for(lambda: not self._beside and not self._taken)
            except BaseException:
                self._wanting -= 1
                raise
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

    def start(self, sessions: Iterable[Session]) -> None:
        """Begin to play."""
        self._futures = {session: Future() for session in sessions}
        threading.Thread(target=self._side_by_side, args=(list(self._futures),), daemon=True).start()

    def close(self) -> None:
        """Begin nothing any more: whoever waits for a session that was not begun gets a RuntimeError."""
        self.gate.close()

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

        def alone(session: Session) -> Transcript:
            with self.gate.alone():
                return self._run(session)

        with ThreadPoolExecutor(AT_ONCE) as pool:
            for session in sessions:
                pool.submit(self._settle, session, first_try)
        for session in late:
            self._settle(session, alone)

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

    def _run(self, session: Session) -> Transcript:
        if self._progress:
            self._progress.begins(session)
        return self._play(session)
