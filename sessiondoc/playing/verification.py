"""Every session on every Python: played by `verify`, kept as data, shown as a report.

The data is a JSON file beside mkdocs.yml. What it says of a session counts only
as long as neither the session nor its page's programs have changed since.
"""

import json
import os
import platform
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ..compare import disagreements
from ..evidence import Result, Verification
from ..pythons import Interpreter, promised
from ..session import Session
from ..transcript import Transcript
from .cache import Stage, digest_of, page_inputs, write_whole
from .players import Players
from .schedule import Progress, Schedule

FILE = "verification.json"


def load(root: Path) -> Verification | None:
    """What was kept in a folder, or None where nothing was.

    Raises ValueError, TypeError or KeyError where the file is damaged.
    """
    try:
        values: dict[str, Any] = json.loads((root / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    results = {key: {kind: Result(**each) for kind, each in of.items()} for key, of in values.pop("results").items()}
    plays = {
        key: {version: [Transcript.from_json(json.dumps(each)) for each in runs] for version, runs in of.items()}
        for key, of in values.pop("plays").items()
    }
    return Verification(**values, results=results, plays=plays)


def key(session: Session, snippets: Path) -> str:
    """What stands for a session as long as nothing about it changes."""
    folder = snippets / session.folder
    return digest_of(page_inputs(session, folder if folder.is_dir() else None))


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
    return Verification(started, platform.platform(), os.cpu_count() or 1, seconds, played, results, plays)


def keep(root: Path, verification: Verification) -> None:
    """Write it where `load` finds it."""
    text = json.dumps(asdict(verification), ensure_ascii=False, indent=0)
    write_whole(root / FILE, f"{text}\n")


def _travels(play: Transcript, python: Interpreter) -> bool:
    """Can it be shown elsewhere? Not if it says where this machine has its Python, as a traceback does."""
    home = str(Path(python.path).parent.parent)
    return not any(home in event.text for event in play.events)
