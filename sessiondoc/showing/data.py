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
    entries = []
    for session, of in plays.items():  # of several runs the first, and all of them
        first, *others = [_run(session, play) for play in of] or [{"ok": None}]  # not run: neither right nor wrong
        named = {"page": session.page, "line": session.line, "title": session.options.title}
        entries.append({**named, **first, **({"runs": [first, *others]} if others else {})})
    described = {"built": built, "python": python.version, "platform": python.platform, "sessions": entries}
    text = json.dumps({**described, "labs": labs}, ensure_ascii=False, indent=1)
    return f"{text}\n".encode(errors="backslashreplace")  # of a lone surrogate: just what JSON writes


def _run(session: Session, play: Transcript) -> dict[str, Any]:
    lines = [event for event in play.events if event.kind == "line"]
    return {
        **{name: getattr(play, name) for name in _NAMES},
        "digest": f"sha256:{play.digest}",
        "ok": compare(session, play).agrees,
        "commands": [command.__dict__ for command in play.commands],
        "lines": [{"terminal": each.terminal, "at": each.at, "text": plain(each.text)} for each in lines],
    }
