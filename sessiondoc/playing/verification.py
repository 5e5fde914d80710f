"""Every session on every Python: played by `verify`, kept as data, shown as a report.

The data is a JSON file beside mkdocs.yml, a line for each session. What it says of a session counts only
as long as neither the session nor its page's programs have changed since.
"""

import json
import os
import platform
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, astuple, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ..compare import compare
from ..errors import SessiondocError
from ..evidence import Result, Verification
from ..pythons import Interpreter, order, promised
from ..session import Session
from ..transcript import Event, Transcript
from .cache import Stage, digest_of, page_inputs, write_whole
from .players import Players
from .progress import Bar
from .schedule import Schedule

FILE = "verification.json"


def load(root: Path) -> Verification | None:
    """What was kept in a folder, or None where nothing was. Raises SessiondocError where the file is damaged."""
    try:
        values = json.loads((root / FILE).read_text(encoding="utf-8"))
        results: dict[str, dict[str, Result]] = {}
        plays: dict[str, dict[str, list[Transcript]]] = {}
        names: dict[str, str] = {}
        for name, kept in values.pop("sessions").items():
            key = kept["key"]
            names[key] = name
            on = {kind: each if isinstance(each, list) else [each] for kind, each in kept["on"].items()}
            results[key] = {kind: Result(*each) for kind, each in on.items()}
            if "plays" in kept:
                plays[key] = {label: list(map(_play, runs)) for label, runs in kept["plays"].items()}
        return Verification(**values, results=results, plays=plays, names=names)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise SessiondocError(f"{FILE} is damaged ({error})") from None


def key(session: Session, snippets: Path) -> str:
    """What stands for a session as long as nothing about it changes."""
    folder = snippets / session.folder
    return digest_of(page_inputs(session, folder if folder.is_dir() else None))[:16]


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
    played: dict[str, str] = {}
    for python in pythons:
        stage = Stage(players, snippets, python, others=False)
        holding = [session for session in sessions if stage.python_for(session)]
        runs = [run for session in holding for run in session.runs]
        schedule = Schedule(stage, progress(python, len(runs)))
        schedule.start(runs)
        played[python.kind] = python.version
        home = str(Path(python.path).parent.parent)
        for session in holding:
            try:
                transcripts = [schedule.transcript(run) for run in session.runs]
            except Exception as error:  # of one session, which costs the others nothing
                results[keys[session]][python.kind] = Result(0.0, str(error))
                continue
            wrong = [each.text for one in transcripts for each in compare(session, one).differences]
            seconds = sum(one.seconds for one in transcripts)
            results[keys[session]][python.kind] = Result(round(seconds, 2), "\n".join(wrong[:1]))
            # One that says where this machine has its Python, as a traceback does, is not shown elsewhere.
            travels = not any(home in event.text for one in transcripts for event in one.events)
            if session.options.pythons and promised(python.kind) and not wrong and travels:
                plays.setdefault(keys[session], {})[python.label] = transcripts
    seconds = round((datetime.now(UTC) - began).total_seconds(), 1)
    started, cpus = began.isoformat(timespec="seconds"), os.cpu_count() or 1
    return Verification(started, platform.platform(), cpus, seconds, played, results, plays, _names(keys))


def _names(keys: dict[Session, str]) -> dict[str, str]:
    """What tells sessions apart for a person, by their keys; with a number only where they are equal."""
    counted: Counter[str] = Counter()
    names = {}
    for session, key in keys.items():
        name = f"{session.page}: {session.options.title or session.text.splitlines()[0]}"
        counted[name] += 1
        names[key] = name if counted[name] == 1 else f"{name} ({counted[name]})"
    return names


def keep(root: Path, verification: Verification) -> None:
    """Write it where `load` finds it: the head, and a line for each session.

    Of what was kept there before stays what still holds: so the line of a
    session changes only where it, or what came of it, has changed.
    """
    with suppress(SessiondocError):
        verification = _merged(verification, load(root) or verification)
    sessions = {}
    for key, of in verification.results.items():
        on = {kind: _values(each) for kind, each in of.items()}
        plays = {label: list(map(_written, runs)) for label, runs in verification.plays.get(key, {}).items()}
        sessions[verification.names.get(key, key)] = {"key": key, "on": on, **({"plays": plays} if plays else {})}
    head = ("played", "platform", "cpus", "seconds", "pythons", "earlier")
    lines = [f"{_json(name)}: {_json(getattr(verification, name))}" for name in head]
    body = ",\n".join(f"{_json(name)}: {_json(sessions[name])}" for name in sorted(sessions))
    write_whole(root / FILE, "{\n" + ",\n".join(lines) + f',\n"sessions": {{\n{body}\n}}\n}}\n')


def _merged(new: Verification, old: Verification) -> Verification:
    """The new one, with what the old one knows of sessions that have not changed.

    That is all of the Pythons that were not there this time; of the others the
    seconds, unless they are others by far, and the transcripts of equal versions.
    """
    results, plays = {}, {}
    for key, of in new.results.items():
        known, before = old.results.get(key, {}), old.plays.get(key, {})
        absent = {kind: each for kind, each in known.items() if kind not in new.pythons}
        results[key] = _ordered(absent | {kind: _steady(known.get(kind, each), each) for kind, each in of.items()})
        runs = {label: each for label, each in before.items() if f"CPython {label}" in absent}
        for label, each in new.plays.get(key, {}).items():
            same = label in before and before[label][0].python == each[0].python
            runs[label] = before[label] if same else each
        if runs:
            plays[key] = runs
    kept = {kind for of in results.values() for kind in of} - new.pythons.keys()
    others = {kind: version for kind, version in old.pythons.items() if kind in kept}
    pythons, earlier = new.pythons | others, {kind: old.earlier.get(kind, old.played) for kind in others}
    return replace(new, results=results, plays=plays, pythons=_ordered(pythons), earlier=_ordered(earlier))


def _steady(known: Result, now: Result) -> Result:
    """The known one, unless it says something else or took longer or shorter by far."""
    near = known.seconds / 2 - 0.5 <= now.seconds <= known.seconds * 2 + 0.5
    return known if near and known.wrong == now.wrong else now


def _ordered(kinds: dict[str, Any]) -> dict[str, Any]:
    return dict(sorted(kinds.items(), key=lambda item: order(item[0])))


def _values(of: Result | Event) -> Any:
    """The values of one, up to the last that is not as by default; the first alone is no list."""
    values, defaults = list(astuple(of)), [each.default for each in fields(of)]
    while values[-1] == defaults[len(values) - 1]:
        values.pop()
    return values if values[1:] else values[0]


def _written(play: Transcript) -> dict[str, Any]:
    """A transcript without what is as by default."""
    said = {each.name: getattr(play, each.name) for each in fields(play) if each.name != "digest"}
    said = {name: value for name, value in said.items() if value != getattr(Transcript, name, None)}
    return said | {"events": list(map(_values, play.events)), "marks": list(map(asdict, play.marks))}


def _play(written: dict[str, Any]) -> Transcript:
    events = [asdict(Event(*each)) for each in written["events"]]
    return Transcript.from_json(_json({**written, "events": events}))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
