"""All that a build played, for machines: sessions.json. Pure."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from ..compare import compare
from ..matching import plain
from ..pythons import Interpreter
from ..session import Session
from ..transcript import Transcript

_NAMES = ("python", "implementation", "gil", "isolation", "started", "seconds", "cached")


def document(
    built: str,
    python: Interpreter,
    plays: Mapping[Session, Sequence[Transcript]],
    labs: Sequence[dict[str, Any]],
) -> bytes:
    """The file, given when it was built (UTC, ISO 8601) and on what, each session's runs, and the laboratories."""
    described = {"built": built, "python": python.version, "platform": python.platform}
    entries = [_entry(session, of) for session, of in plays.items()]
    text = json.dumps({**described, "sessions": entries, "labs": labs}, ensure_ascii=False, indent=1)
    return f"{text}\n".encode(errors="backslashreplace")  # of a lone surrogate: just what JSON writes


def _entry(session: Session, plays: Sequence[Transcript]) -> dict[str, Any]:
    """A session: its first run, and in `runs` all of several.

    One that was not run, as no Python here fits it, is neither right nor wrong: `ok` is null.
    """
    first, *others = [_run(session, play) for play in plays] or [{"ok": None}]
    described = {"page": session.page, "line": session.line, "title": session.options.title}
    return {**described, **first, **({"runs": [first, *others]} if others else {})}


def _run(session: Session, play: Transcript) -> dict[str, Any]:
    lines = [event for event in play.events if event.kind == "line"]
    return {
        **{name: getattr(play, name) for name in _NAMES},
        "digest": f"sha256:{play.digest}",
        "ok": compare(session, play).agrees,
        "commands": [command.__dict__ for command in play.commands],
        "lines": [{"terminal": each.terminal, "at": each.at, "text": plain(each.text)} for each in lines],
    }
