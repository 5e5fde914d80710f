"""A run held against its page: made once, and read by all that shows, counts or accepts runs. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from .matching import Matcher, matcher, plain
from .session import Session, Stated
from .transcript import Transcript

_TAKEN = "Address already in use"  # strerror(EADDRINUSE), on Linux and macOS
_ROWS = 60  # of a diff that an error shows
_BRACKETED = re.compile(r"\[([^\[\]]+)\](?: \$.*)?")


@dataclass(frozen=True)
class Disagreement:
    """One difference between a page and a run; `line` is the page's line."""

    line: int
    text: str


@dataclass(frozen=True)
class Comparison:
    """A run held against its page.

    `pairs` has for each line that a terminal printed the stated one it was taken for, None where the page leaves it
    open or does not have it.
    """

    session: Session
    transcript: Transcript
    pairs: Mapping[str, Sequence[Stated | None]]
    differences: Sequence[Disagreement]

    @property
    def agrees(self) -> bool:
        return not self.differences


def compare(session: Session, transcript: Transcript) -> Comparison:
    """The comparison of a run with its session; made once and kept with the transcript."""
    kept: Comparison | None = transcript.__dict__.get("_comparison")
    if kept is None or replace(kept.session, run=session.run) != session:
        kept = _compare(session, transcript)
        transcript.__dict__["_comparison"] = kept  # as functools.cached_property does
    return kept


def disagreements(session: Session, transcript: Transcript) -> Sequence[Disagreement]:
    """All differences between what a session states and what came; [] if none."""
    return compare(session, transcript).differences


def _compare(session: Session, transcript: Transcript) -> Comparison:
    found: list[Disagreement] = []
    pairs: dict[str, list[Stated | None]] = {}
    hints = ""
    for terminal in session.terminals:
        live = matcher(session, terminal)
        for line in transcript.output(terminal):
            live.feed(line)
        pairs[terminal] = live.pairs
        wrong = _compare_lines(session, terminal, transcript, live, pairs[terminal])
        found += [*wrong, *_compare_statuses(session, terminal, transcript)]
        if transcript.outcome == "timeout" and not wrong:
            hints += _hint(session, terminal, pairs[terminal]) or _endless(session, terminal, transcript, live)
    if transcript.problem:
        found.insert(0, Disagreement(session.line, transcript.problem + hints + _shown(session, transcript)))
    if found and transcript.isolation == "lock" and any(_TAKEN in e.text for e in transcript.events):
        text = "a port that this session needs is taken on this machine, whose ports it shares (no namespaces): "
        found.append(Disagreement(session.line, text + "end the program that listens there, then try again"))
    return Comparison(session, transcript, pairs, found)


def _compare_lines(
    session: Session, terminal: str, transcript: Transcript, live: Matcher, pairs: Sequence[Stated | None]
) -> list[Disagreement]:
    if live.complete or (live.possible and transcript.outcome != "ended"):
        return []
    name, expected, nothing = _name(terminal), live.expected, "(nothing more)"
    text = f"{name}expected: {expected.text if expected else nothing}\n"
    text += f"{name}     got: {nothing if live.possible else live.wrong}"
    text += _diff(session, terminal, transcript, pairs) + _hint(session, terminal, pairs)
    return [Disagreement(session.line + (expected or session.of(terminal)[-1]).line, text)]


def _compare_statuses(session: Session, terminal: str, transcript: Transcript) -> list[Disagreement]:
    ran = [command for command in transcript.commands if command.terminal == terminal]
    typed = [step for step in session.of(terminal) if step.action == "run"]
    found = []
    for step, expected, command in zip(typed, session.expected_statuses(terminal), ran, strict=False):
        if command.status != expected and (command.status is not None or transcript.outcome == "ended"):
            text = f"`{command.command}` ended with status {command.status}, the page states {expected}"
            found.append(Disagreement(session.line + step.line, _name(terminal) + text))
    if len(ran) < len(typed) and transcript.outcome == "ended":
        step = typed[len(ran)]
        found.append(Disagreement(session.line + step.line, f"{_name(terminal)}`{step.text}` was never run"))
    return found


def _missing(session: Session, terminal: str, pairs: Sequence[Stated | None]) -> list[Stated]:
    """The stated lines that no printed one was taken for, `...` among them."""
    taken = {stated.line for stated in pairs if stated}
    return [line for step in session.of(terminal) for line in step.stated if line.line not in taken]


def _diff(session: Session, terminal: str, transcript: Transcript, pairs: Sequence[Stated | None]) -> str:
    """The whole terminal: `-` is stated and did not come, `+` came and is not stated."""
    missing, came = _missing(session, terminal, pairs), map(plain, transcript.output(terminal))
    if session.options.any_order:
        more = [f"+ {line}" for line, stated in zip(came, pairs, strict=True) if stated is None]
        return _rows([*more, *(f"- {line.text}" for line in missing if line.text is not None)])
    rows: list[str] = []  # from the last to the first
    for line, stated in reversed([*zip(came, pairs, strict=True)]):
        while stated and missing and missing[-1].line > stated.line:
            rows.append(_minus(missing.pop()))
        rows.append(f"{'  ' if stated else '+ '}{line}")
    return _rows([*map(_minus, missing), *reversed(rows)])


def _minus(line: Stated) -> str:
    return "  ..." if line.text is None else f"- {line.text}"


def _hint(session: Session, terminal: str, pairs: Sequence[Stated | None]) -> str:
    """What is likely to be wrong where a stated line that did not come looks like a terminal's name."""
    for line in _missing(session, terminal, pairs):
        match = _BRACKETED.fullmatch(line.text or "")
        if match and match[1] not in session.terminals:
            opened = ", ".join(f"[{name}]" for name in session.terminals if name) or "none with a name"
            what = f"`[{match[1]}]` in line {session.line + line.line} is taken for output: no terminal of that name"
            return f"\n{what} was opened above (opened: {opened}); `[{match[1]}] $ COMMAND` opens it"
    return ""


def _endless(session: Session, terminal: str, transcript: Transcript, live: Matcher) -> str:
    """What is likely to be wrong where all that is stated has come, and a command still runs."""
    steps = session.of(terminal)
    running = [command for command in transcript.commands if command.terminal == terminal and command.status is None]
    began = max(i for i, step in enumerate(steps) if step.action == "run")
    if not running or not live.complete or any(step.action not in ("run", "type", "watch") for step in steps[began:]):
        return ""
    cure = f"a line `[{terminal}]` and a line `^C`" if terminal else "a line `^C`"
    return f"\nall that the page states of {_name(terminal) or 'it '}has come, and `{running[-1].command}` goes on: \
a server is stopped with {cure} at the end of the session"


def _shown(session: Session, transcript: Transcript) -> str:
    """What each terminal had printed, for a run that was ended."""
    rows = []
    for terminal in session.terminals:
        lines = transcript.output(terminal)
        rows.append(f"{_name(terminal)}printed {len(lines)} lines{', the last ones:' if len(lines) > 20 else ':'}")
        rows.extend(f"  {plain(line)}" for line in lines[-20:])
    return _rows(rows)


def _rows(rows: Sequence[str]) -> str:
    more = [f"({len(rows) - _ROWS} more)"] if len(rows) > _ROWS else []
    return "".join(f"\n    {row}" for row in [*rows[:_ROWS], *more])


def _name(terminal: str) -> str:
    return f"[{terminal}] " if terminal else ""
