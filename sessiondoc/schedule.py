"""All sessions of a site, side by side: eight at once, some alone."""

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol

from .session import Session
from .transcript import Transcript

AT_ONCE = 8  # on two cores: sessions mostly wait


class Progress(Protocol):
    """Told what is played; called from several threads."""

    def begins(self, session: Session) -> None: ...

    def ends(self, session: Session, transcript: Transcript) -> None: ...


class Schedule:
    """Plays sessions with `play` and tells `progress`.

    Those that must be alone come first, before `start` returns. Those that ran
    out of time beside others are played once more at the end, alone, before
    that counts.
    """

    def __init__(self, play: Callable[[Session], Transcript], progress: Progress | None = None) -> None:
        self._play, self._progress = play, progress
        self._futures: dict[Session, Future[Transcript]] = {}
        self._thread: threading.Thread | None = None

    def start(self, sessions: Iterable[Session]) -> None:
        """Begin to play; returns when only sessions that need not be alone are left."""
        self._futures = {session: Future() for session in sessions}
        for session in self._futures:
            if session.options.alone:
                self._settle(session, self._run)
        beside = [session for session in self._futures if not session.options.alone]
        self._thread = threading.Thread(target=self._side_by_side, args=(beside,), daemon=True)
        self._thread.start()

    def transcript(self, session: Session) -> Transcript:
        """Wait for a session's transcript; raises what playing it raised."""
        return self._futures[session].result()

    def _side_by_side(self, sessions: list[Session]) -> None:
        late: list[Session] = []

        def first_try(session: Session) -> Transcript | None:
            transcript = self._run(session)
            if transcript.outcome != "timeout":
                return transcript
            late.append(session)
            return None

        with ThreadPoolExecutor(AT_ONCE) as pool:
            for session in sessions:
                pool.submit(self._settle, session, first_try)
        for session in late:
            self._settle(session, self._run)

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
