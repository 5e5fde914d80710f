"""What the pages say about runs that the stated lines can't enforce themselves.

A page numbers such a sentence, `<!-- claim: N -->`, and a module of this folder
holds the test: a function that takes the page's transcripts by title (of a
session with several runs: the first; `every` gives all). Each names a way to
doctor them on which it must fail (test_claims.py).
"""

import importlib
import pkgutil
import re
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import replace as with_changes

from sessiondoc.session import Session
from sessiondoc.transcript import Transcript

Sessions = dict[str | tuple[str, int], Transcript]  # by title; the second, third … run by title and number


@dataclass(frozen=True)
class Claim:
    page: str
    number: int
    holds: Callable[[Sessions], None]
    doctor: Callable[[Sessions], Sessions]


CLAIMS: list[Claim] = []


def load() -> None:
    """Import the modules of this folder, which fill CLAIMS."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")


def claim(page: str, number: int, doctor: Callable[[Sessions], Sessions]):
    """Register the test of a page's claim."""

    def register(holds: Callable[[Sessions], None]) -> Callable[[Sessions], None]:
        CLAIMS.append(Claim(page, number, holds, doctor))
        return holds

    return register


def key(session: Session) -> str | tuple[str, int]:
    """Under what a claim finds the transcript of a run."""
    return (session.options.title, session.run) if session.run else session.options.title


def every(sessions: Sessions, title: str) -> list[Transcript]:
    """The transcripts of all runs of a session."""
    return [sessions[each] for each in _keys(sessions, title)]


def _keys(sessions: Sessions, title: str) -> list[str | tuple[str, int]]:
    return [title, *(each for each in sessions if isinstance(each, tuple) and each[0] == title)]


def replace(title: str, pattern: str, new: str, count: int = 0) -> Callable[[Sessions], Sessions]:
    """A doctor that rewrites at most `count` lines (0: all) of each run of a session."""
    return _doctor(title, pattern, count, lambda line: re.sub(pattern, new, line))


def drop(title: str, pattern: str, count: int = 0) -> Callable[[Sessions], Sessions]:
    """A doctor that takes at most `count` lines (0: all) out of each run of a session."""
    return _doctor(title, pattern, count, lambda line: None)


def _doctor(
    title: str, pattern: str, count: int, change: Callable[[str], str | None]
) -> Callable[[Sessions], Sessions]:
    def doctored(transcript: Transcript) -> Transcript:
        events, changed = [], 0
        for event in transcript.events:
            if event.kind == "line" and re.search(pattern, event.text) and (not count or changed < count):
                changed += 1
                text = change(event.text)
                events += [] if text is None else [with_changes(event, text=text)]
            else:
                events.append(event)
        return with_changes(transcript, events=tuple(events))

    return lambda sessions: {**sessions, **{each: doctored(sessions[each]) for each in _keys(sessions, title)}}
