"""Every session on every Python: played by `verify`, kept as data, shown as a report.

The data is a JSON file beside mkdocs.yml, a line for each session. What it says of a session counts only
as long as neither the session nor its page's programs have changed since.
"""

import json
import os
import platform
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, astuple, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ..compare import disagreements
from ..evidence import Result, Verification
from ..pythons import Interpreter, promised
from ..session import Session
from ..transcript import Event, Transcript
from .cache import Stage, digest_of, page_inputs, write_whole
from .players import Players
from .schedule import Progress, Schedule

FILE = "verification.json"


def load(root: Path) -> Verification | None:
    """What was kept in a folder, or None where nothing was. Raises ValueError where the file is damaged."""
    try:
        return _read(json.loads((root / FILE).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"{type(error).__name__}: {error}") from None


def _read(values: dict[str, Any]) -> Verification:
    results, plays, names = {}, {}, {}
    for name, kept in values.pop("sessions").items():
        key = kept["key"]
        names[key] = name
        results[key] = {kind: _result(each) for kind, each in kept["on"].items()}
        runs = kept.get("plays", {}).items()
        plays[key] = {label: list(map(_play, of)) for label, of in runs}
    return Verification(**values, results=results, plays={key: of for key, of in plays.items() if of}, names=names)


def key(session: Session, snippets: Path) -> str:
    """What stands for a session as long as nothing about it changes."""
    folder = snippets / session.folder
    return digest_of(page_inputs(session, folder if folder.is_dir() else None))[:16]


def verify(
    sessions: Sequence[Session],
    players: Players,
    snippets: Path,
    pythons: Iterable[Interpreter],
    progress: Callable[[Interpreter, int], Progress],
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
        for session in holding:
            transcripts = [schedule.transcript(run) for run in session.runs]
            wrong = [each.text for one in transcripts for each in disagreements(session, one)]
            seconds = round(sum(one.seconds for one in transcripts), 3)
            results[keys[session]][python.kind] = Result(seconds, "\n".join(wrong[:1]))
            shown = session.options.pythons and promised(python.kind) and not wrong
            if shown and all(_travels(one, python) for one in transcripts):
                plays.setdefault(keys[session], {})[python.label] = transcripts
    seconds = round((datetime.now(UTC) - began).total_seconds(), 1)
    started = began.isoformat(timespec="seconds")
    names = {keys[session]: name for session, name in zip(sessions, _names(sessions), strict=True)}
    return Verification(started, platform.platform(), os.cpu_count() or 1, seconds, played, results, plays, names)


def keep(root: Path, verification: Verification) -> None:
    """Write it where `load` finds it: the head, and a line for each session.

    Of what was kept there before stays what still holds: so the line of a
    session changes only where it, or what came of it, has changed.
    """
    merged = _merged(verification, load(root))
    head = {name: getattr(merged, name) for name in ("played", "platform", "cpus", "seconds", "pythons", "earlier")}
    sessions = {}
    for key, of in merged.results.items():
        on = {kind: [each.seconds, each.wrong] if each.wrong else each.seconds for kind, each in of.items()}
        plays = {label: list(map(_written, runs)) for label, runs in merged.plays.get(key, {}).items()}
        sessions[merged.names.get(key, key)] = {"key": key, "on": on, **({"plays": plays} if plays else {})}
    lines = [f"{_json(name)}: {_json(value)}" for name, value in head.items()]
    body = ",\n".join(f"{_json(name)}: {_json(sessions[name])}" for name in sorted(sessions))
    lines.append(f'"sessions": {{\n{body}\n}}')
    write_whole(root / FILE, "{\n" + ",\n".join(lines) + "\n}\n")


def _merged(new: Verification, old: Verification | None) -> Verification:
    """The new one, with what the old one knows of sessions that have not changed.

    That is all of the Pythons that were not there this time; of the others the
    seconds, unless they are others by far, and the transcripts of equal versions.
    """
    if old is None:
        return new
    results, plays = {}, {}
    for key, of in new.results.items():
        known = old.results.get(key, {})
        absent = {kind: each for kind, each in known.items() if kind not in new.pythons}
        steady = {kind: _steady(known.get(kind), each) for kind, each in of.items()}
        results[key] = dict(sorted((absent | steady).items(), key=_order))
        runs = {label: each for label, each in old.plays.get(key, {}).items() if f"CPython {label}" in absent}
        for label, each in new.plays.get(key, {}).items():
            before = old.plays.get(key, {}).get(label, [])
            runs[label] = before if before and before[0].python == each[0].python else each
        if runs:
            plays[key] = runs
    kinds = {kind for of in results.values() for kind in of} - new.pythons.keys()
    pythons = dict(sorted((new.pythons | {kind: old.pythons[kind] for kind in kinds}).items(), key=_order))
    earlier = {kind: old.earlier.get(kind, old.played) for kind in pythons if kind in kinds}
    return replace(new, results=results, plays=plays, pythons=pythons, earlier=earlier)


def _steady(known: Result | None, now: Result) -> Result:
    if known and known.wrong == now.wrong and known.seconds / 2 <= now.seconds + 0.05 <= known.seconds * 2 + 0.1:
        return known
    return replace(now, seconds=round(now.seconds, 2))


def _order(item: tuple[str, Any]) -> tuple[str, int, str]:
    """By implementation and version: `CPython 3.9` before `CPython 3.13` and that before `CPython 3.13t`."""
    implementation, _, label = item[0].partition(" 3.")
    return implementation, int(label.rstrip("t") or 0), label


def _names(sessions: Sequence[Session]) -> list[str]:
    """What tells sessions apart for a person, with a number only where they are equal."""
    counted: Counter[str] = Counter()
    names = []
    for session in sessions:
        first, *_ = session.text.split("\n")
        name = f"{session.page}: {session.options.title or first}"
        counted[name] += 1
        names.append(name if counted[name] == 1 else f"{name} ({counted[name]})")
    return names


def _result(kept: float | list[Any]) -> Result:
    return Result(*kept) if isinstance(kept, list) else Result(kept)


def _written(play: Transcript) -> dict[str, Any]:
    """A transcript without what is as by default, an event as a list of its values."""
    given = ((each, getattr(play, each.name)) for each in fields(play) if each.name != "digest")
    said = {each.name: value for each, value in given if value != each.default}
    return said | {"events": list(map(_values, play.events)), "marks": list(map(asdict, play.marks))}


def _values(event: Event) -> list[Any]:
    """Those of an event, up to the last that is not as by default."""
    values = list(astuple(event))
    defaults = [each.default for each in fields(event)]
    while values and values[-1] == defaults[len(values) - 1]:
        values.pop()
    return values


def _play(written: dict[str, Any]) -> Transcript:
    events = [asdict(Event(*each)) for each in written["events"]]
    return Transcript.from_json(_json({**written, "events": events}))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _travels(play: Transcript, python: Interpreter) -> bool:
    """Can it be shown elsewhere? Not if it says where this machine has its Python, as a traceback does."""
    home = str(Path(python.path).parent.parent)
    return not any(home in event.text for event in play.events)
