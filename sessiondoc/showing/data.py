"""All that a build played, for machines: sessions.json. Pure."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from ..matching import plain
from ..pythons import Interpreter
from ..session import Session
from ..transcript import Transcript

Run = tuple[Transcript, bool]  # and whether it is what the page states


def document(
    built: str,
    python: Interpreter,
    sessions: Iterable[tuple[Session, Sequence[Run]]],
    labs: Sequence[dict[str, Any]],
) -> bytes:
    """The file, given when it was built (UTC, ISO 8601) and on what, each session's runs, and the laboratories."""
    entries = [_entry(session, runs) for session, runs in sessions]
    described = {"built": built, "python": python.version, "platform": python.platform}
    text = json.dumps({**described, "sessions": entries, "labs": labs}, ensure_ascii=False, indent=1)
    return f"{text}\n".encode(errors="backslashreplace")  # of a lone surrogate: just what JSON writes


def _entry(session: Session, runs: Sequence[Run]) -> dict[str, Any]:
    """A session: its first run, and in `runs` all of several.

    One that was not run, as no Python here fits it, is neither right nor wrong: `ok` is null.
    """
    described = {"page": session.page, "line": session.line, "title": session.options.title}
    if not runs:
        return {**described, "ok": None}
    first, *others = [_run(*run) for run in runs]
    return {**described, **first, **({"runs": [first, *others]} if others else {})}


def _run(transcript: Transcript, ok: bool) -> dict[str, Any]:
    names = ("python", "implementation", "gil", "isolation", "started", "seconds", "cached")
    return {
        **{name: getattr(transcript, name) for name in names},
        "digest": f"sha256:{transcript.digest}",
        "ok": ok,
        "commands": [command.__dict__ for command in transcript.commands],
        "lines": [
            {"terminal": event.terminal, "at": event.at, "text": plain(event.text)}
            for event in transcript.events
            if event.kind == "line"
        ],
    }
