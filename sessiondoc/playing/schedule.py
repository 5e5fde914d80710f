"""All sessions of a site, side by side: eight at once."""

import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager

from ..session import Session
from ..transcript import Transcript
from .progress import Bar

AT_ONCE = 8  # on two cores: sessions mostly wait


class Gate:
    """Lets many in beside each other, or one alone.

    Who wants to be alone waits for those inside to leave; meanwhile nobody else
    gets in. When the gate is closed nobody waits any more: RuntimeError.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._inside = self._wanting = 0  # of the latter: to be alone
        self._closed = False

    def close(self) -> None:
        """Let nobody in any more, as nothing is to be played."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    @contextmanager
    def beside(self) -> Iterator[None]:
        with self._let_in(lambda: not self._wanting):
            yield

    @contextmanager
    def alone(self) -> Iterator[None]:
        with self._changed:
            self._wanting += 1
        try:
            with self._let_in(lambda: not self._inside):
                yield
        finally:
            with self._changed:
                self._wanting -= 1
                self._changed.notify_all()

    @contextmanager
    def _let_in(self, free: Callable[[], bool]) -> Iterator[None]:
        with self._changed:
            self._changed.wait_for(lambda: self._closed or free())
            if self._closed:
                raise RuntimeError("not played: the build has ended")
            self._inside += 1
        try:
            yield
        finally:
            with self._changed:
                self._inside -= 1
                self._changed.notify_all()


class Schedule:
    """Plays sessions with `play` and tells `progress`.

    Those that ran out of time beside others are played once more at the end,
    alone, before that counts. Whatever else must not be disturbed goes through
    the `gate`.
    """

    def __init__(
        self, play: Callable[[Session], Transcript], progress: Bar | None = None, gate: Gate | None = None
    ) -> None:
        self._play, self._progress, self.gate = play, progress, gate or Gate()
        self._futures: dict[Session, Future[Transcript]] = {}

    def start(self, sessions: Iterable[Session]) -> None:
        """Begin to play."""
        self._futures = {session: Future() for session in sessions}
        threading.Thread(target=self._side_by_side, daemon=True).start()

    def close(self) -> None:
        """Begin nothing any more: whoever waits for a session that was not begun gets a RuntimeError."""
        self.gate.close()

    def transcript(self, session: Session) -> Transcript:
        """Wait for a session's transcript; raises what playing it raised."""
        return self._futures[session].result()

    def _side_by_side(self) -> None:
        late: list[Session] = []
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for session in self._futures:
                pool.submit(self._settle, session, self.gate.beside(), late)
        for session in late:
            self._settle(session, self.gate.alone(), None)

    def _settle(
        self, session: Session, inside: AbstractContextManager[None], late: list[Session] | None = None
    ) -> None:
        """Hand the result, or the error, to whoever waits for it, unless it is to be played once more."""
        try:
            with inside:
                if self._progress:
                    self._progress.begins(session)
                transcript = self._play(session)
            if transcript.outcome == "timeout" and late is not None:
                late.append(session)
                return
            if self._progress:
                self._progress.ends(session, transcript)
        except Exception as error:
            self._futures[session].set_exception(error)
        else:
            self._futures[session].set_result(transcript)
