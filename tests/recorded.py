"""Transcripts for tests, written by hand: `played("0A $ python a.py", "0A | ready", "0A ? 0")`.

Each happening is the session's step, the terminal's name, a sign and a text:
`$` a command, `|` a printed line, `<` what is typed, `^C`, and `?` a status.
"""

import re

from sessiondoc.transcript import Event, Transcript

_HAPPENING = re.compile(r"(\d+)(\w*) (\$|\||<|\^[CDZ]|\?) ?(.*)", re.DOTALL)
_KINDS = {"$": "command", "|": "line", "<": "typed"}


def played(*happenings: str, **fields) -> Transcript:
    """The transcript of a run in which this happened."""
    events = []
    for at, happening in enumerate(happenings):
        step, terminal, sign, text = _HAPPENING.fullmatch(happening).groups()
        if sign == "?":
            events.append(Event(at, terminal, "status", step=int(step), status=int(text)))
        else:
            kind = _KINDS.get(sign, "pressed")
            events.append(Event(at, terminal, kind, sign if kind == "pressed" else text, int(step)))
    known = {
        "python": "3.13.0",
        "implementation": "CPython",
        "platform": "Linux-6.1",
        "isolation": "namespaces",
        "started": "2026-11-23T09:30:00.000+00:00",
        "seconds": 0.314,
    }
    return Transcript(**{**known, **fields}, events=tuple(events))


def ran(*lines: str, status: int = 0, **fields) -> Transcript:
    """The transcript of one command in the unnamed terminal that printed these lines."""
    return played("0 $ python a.py", *(f"0 | {line}" for line in lines), f"0 ? {status}", **fields)
