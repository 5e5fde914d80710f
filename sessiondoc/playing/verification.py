"""Every session on every Python: played by `verify`, kept beside mkdocs.yml as JSON, a line for each session.

What it says of a session counts only as long as neither the session nor its page's programs have changed since.
"""

import json
import os
import platform
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache, partial
from itertools import chain, count
from pathlib import Path
from typing import Any

from ..compare import compare
from ..errors import SessiondocError
from ..evidence import Result, Verification, errors
from ..pythons import Interpreter, order, promised
from ..session import Session
from ..transcript import Transcript
from .cache import Stage, page_inputs, programs
from .kept import digest_of, write_whole
from .players import Players
from .progress import Bar
from .schedule import Schedule

FILE = "verification.json"


class DamagedError(SessiondocError):
    """What was kept can be read, and is nothing of the kind."""


def load(root: Path) -> Verification | None:
    """What was kept in a folder, or None where nothing was.

    Raises DamagedError, or SessiondocError where the file can't be read.
    """
    try:
        return _read((root / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SessiondocError(f"{FILE} can't be read: {error}") from None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise DamagedError(f"{FILE} is damaged ({error})") from None


@lru_cache(1)  # `mkdocs serve` builds again and again, and what was compared is kept with the transcripts
def _read(text: str) -> Verification:
    values = json.loads(text)
    sessions = values.pop("sessions")
    results: dict[str, dict[str, Result]] = {}
    plays: dict[str, dict[str, list[Transcript]]] = {}
    for kept in sessions.values():
        on = {kind: each if isinstance(each, list) else [each] for kind, each in kept["on"].items()}
        results[kept["key"]] = {kind: Result(*each) for kind, each in on.items()}
        if "plays" in kept:
            plays[kept["key"]] = {of: list(map(Transcript.from_dict, runs)) for of, runs in kept["plays"].items()}
    names = {kept["key"]: name for name, kept in sessions.items()}
    return Verification(**values, results=results, plays=plays, names=names)


def key(session: Session, snippets: Path, read: Callable[..., str] = programs) -> str:
    """What stands for a session as long as nothing about it changes; `read` as for page_inputs."""
    return digest_of(page_inputs(session, snippets, read=read))[:16]


def verify(
    sessions: Sequence[Session],
    players: Players,
    snippets: Path,
    pythons: Iterable[Interpreter],
    progress: Callable[[Interpreter, int], Bar],
) -> Verification:
    """Play each session, as often as it says, on each of the Pythons for which it holds.

    `progress` gives what is told of the plays on one Python, given their number.
    """
    began = datetime.now(UTC)
    keys = {session: key(session, snippets) for session in sessions}
    results: dict[str, dict[str, Result]] = {each: {} for each in keys.values()}
    plays: dict[str, dict[str, list[Transcript]]] = {}
    pythons = list(pythons)
    for python in pythons:
        stage = Stage(players, snippets, python, others=False)
        runs = {session: session.runs for session in sessions if stage.python_for(session)}
        schedule = Schedule(stage, progress(python, sum(map(len, runs.values()))))
        schedule.start(run for each in runs.values() for run in each)
        for session, each in runs.items():
            transcripts: list[Transcript] = []
            try:
                transcripts += [replace(schedule.transcript(run), digest="") for run in each]
                wrong = next((of.text for one in transcripts for of in compare(session, one).differences), "")
            except Exception as error:  # of one session, which costs the others nothing
                wrong = str(error) or type(error).__name__
            seconds = round(sum(one.seconds for one in transcripts), 2)
            said = {str(error.general) for one in transcripts for error in errors(one)}
            results[keys[session]][python.kind] = Result(seconds, wrong, sorted(said))
            # One that says where this machine has its Python, as a traceback does, is not shown elsewhere.
            travels = not any(
                path in event.text for path in python.local for one in transcripts for event in one.events
            )
            if session.options.pythons and promised(python.kind) and not wrong and travels:
                plays.setdefault(keys[session], {})[python.label] = transcripts
    played = {python.kind: python.version for python in pythons}
    where = (began.isoformat(timespec="seconds"), platform.platform(), os.cpu_count() or 1)
    seconds = round((datetime.now(UTC) - began).total_seconds(), 1)
    return Verification(*where, seconds, played, results, plays, _names(keys))


def _names(keys: Mapping[Session, str]) -> dict[str, str]:
    """What tells sessions apart for a person, by their keys; with a number only where they are equal."""
    names: dict[str, str] = {}  # the other way round
    for session, key in keys.items():
        name = f"{session.page}: {session.options.title or session.text.splitlines()[0]}"
        numbered = (f"{name} ({number})" for number in count(2))
        names[next(each for each in chain([name], numbered) if each not in names)] = key
    return {key: name for name, key in names.items()}


def keep(root: Path, verification: Verification) -> None:
    """Write it where `load` finds it: the head, and a line for each session.

    Of what was kept there before stays what still holds: so the line of a session changes only where it, or what came
    of it, has changed. Raises OSError or SessiondocError where it can't, and leaves what was there.
    """
    with suppress(DamagedError):
        verification = _merged(verification, load(root) or verification)
    sessions: dict[str, dict[str, Any]] = {}
    for key, of in verification.results.items():
        on = {kind: _short(each) for kind, each in _ordered(of).items()}
        sessions[verification.names.get(key, key)] = kept = {"key": key, "on": on}
        if plays := _ordered(verification.plays.get(key, {})):
            kept["plays"] = {label: [run.as_dict() for run in runs] for label, runs in plays.items()}
    head = {name: getattr(verification, name) for name in ("played", "platform", "cpus", "seconds")}
    head |= {name: _ordered(getattr(verification, name)) for name in ("pythons", "earlier")}
    sessions = dict(sorted(sessions.items()))
    write_whole(root / FILE, f'{{\n{_lines(head)},\n"sessions": {{\n{_lines(sessions)}\n}}\n}}\n')


def _short(result: Result) -> Any:
    """A result for JSON: the seconds alone where there is nothing else to say."""
    if result.errors:
        return [result.seconds, result.wrong, result.errors]
    return [result.seconds, result.wrong] if result.wrong else result.seconds


def _lines(entries: Mapping[str, object]) -> str:
    """A line of JSON each."""
    one = partial(json.dumps, ensure_ascii=False)
    return ",\n".join(f"{one(name)}: {one(entry)}" for name, entry in entries.items())


def _merged(new: Verification, old: Verification) -> Verification:
    """The new one, with what the old one knows of sessions that have not changed.

    That is all of the Pythons that were not there this time; of the others the seconds, unless they are others by far,
    and the transcripts of equal versions.
    """
    results, plays = {}, {}
    for key, of in new.results.items():
        known, now = old.results.get(key, {}), new.plays.get(key, {})
        absent = {kind: each for kind, each in known.items() if kind not in new.pythons}
        results[key] = absent | {kind: _steady(known.get(kind, each), each) for kind, each in of.items()}
        plays[key] = now | {
            label: runs
            for label, runs in old.plays.get(key, {}).items()
            if f"CPython {label}" in absent or (label in now and now[label][0].python == runs[0].python)
        }
    kept = {kind for of in results.values() for kind in of} - new.pythons.keys()
    others = {kind: version for kind, version in old.pythons.items() if kind in kept}
    earlier = {kind: old.earlier.get(kind, old.played) for kind in others}
    return replace(new, results=results, plays=plays, pythons=new.pythons | others, earlier=earlier)


def _steady(known: Result, now: Result) -> Result:
    """The known one, unless it says something else or took longer or shorter by far."""
    near = known.seconds / 2 - 0.5 <= now.seconds <= known.seconds * 2 + 0.5
    return known if near and (known.wrong, known.errors) == (now.wrong, now.errors) else now


def _ordered(of: Mapping[str, Any]) -> dict[str, Any]:
    """By kinds or labels of Pythons."""
    return dict(sorted(of.items(), key=lambda item: order(item[0])))
