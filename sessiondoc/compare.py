"""A run held against its page: made once, and read by all that shows, counts or accepts runs. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from .matching import matcher, plain
from .session import Session, Stated
from .transcript import Transcript

_TAKEN = "Address already in use"  # strerror(EADDRINUSE), on Linux and macOS
_ROWS, _WIDTH = 60, 1000  # of a diff that an error shows: lines, and characters of each
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

    pairs: Mapping[str, Sequence[Stated | None]]
    differences: Sequence[Disagreement]

    @property
    def agrees(self) -> bool:
        return not self.differences


def compare(session: Session, transcript: Transcript) -> Comparison:
    """The comparison of a run with its session; made once and kept with the transcript."""
    kept: dict[Session, Comparison] = transcript.__dict__.setdefault("_comparisons", {})  # as cached_property does
    session = replace(session, run=0) if session.run else session
    if session not in kept:
        kept[session] = _compare(session, transcript)
    return kept[session]


def _compare(session: Session, transcript: Transcript) -> Comparison:
    terminals = [_Terminal(session, name, transcript) for name in session.terminals]
    found = [Disagreement(session.line + at, each.called + text) for each in terminals for at, text in each.wrong()]
    if transcript.problem:
        hints = [each.hint or each.endless for each in terminals if each.right and transcript.outcome == "timeout"]
        printed = _rows([row for each in terminals for row in each.printed])
        found.insert(0, Disagreement(session.line, "".join([transcript.problem, *hints, printed])))
    if found and transcript.isolation == "lock" and any(_TAKEN in event.text for event in transcript.events):
        text = "a port that this session needs is taken on this machine, whose ports it shares (no namespaces): "
        found.append(Disagreement(session.line, text + "end the program that listens there, then try again"))
    return Comparison({each.name: each.pairs for each in terminals}, found)


class _Terminal:
    """One terminal of a run held against its page."""

    def __init__(self, session: Session, name: str, transcript: Transcript) -> None:
        self.session, self.name, self.steps = session, name, session.of(name)
        self.called = f"[{name}] " if name else ""
        self.ended = transcript.outcome == "ended"
        self.commands = [command for command in transcript.commands if command.terminal == name]
        self.came = list(map(plain, transcript.output(name)))
        self.live = matcher(session, name)
        for line in self.came:
            self.live.feed(line)
        self.right = self.live.complete or (self.live.possible and not self.ended)
        self.pairs = self.live.pairs
        taken = {stated.line for stated in self.pairs if stated}
        # The stated lines that no printed one was taken for, `...` among them
        self.missing = [line for step in self.steps for line in step.stated if line.line not in taken]

    def wrong(self) -> Iterable[tuple[int, str]]:
        """What is not as the page states it: a line of the session's text, and what to say."""
        if not self.right:
            nothing, expected = "(nothing more)", self.live.expected
            text = f"expected: {_short(expected.text or '') if expected else nothing}\n"
            text += f"{self.called}     got: {nothing if self.live.possible else _short(self.live.wrong or '')}"
            yield (expected or self.steps[-1]).line, text + _rows(self._diff()) + self.hint
        typed = [step for step in self.steps if step.action == "run"]
        stated = self.session.expected_statuses(self.name)
        for step, status, ran in zip(typed, stated, self.commands, strict=False):
            if ran.status != status and (ran.status is not None or self.ended):
                yield step.line, f"`{ran.command}` ended with status {ran.status}, the page states {status}"
        for step in typed[len(self.commands) :][: self.ended]:
            yield step.line, f"`{step.text}` was never run"

    def _diff(self) -> list[str]:
        """The whole terminal, or all that differs: `-` is stated and did not come, `+` came and is not stated."""
        minus = [(line.line, "  ..." if line.text is None else f"- {line.text}") for line in self.missing]
        came = [*zip(self.came, self.pairs, strict=True)]
        if self.session.options.any_order:
            return [*(f"+ {line}" for line, stated in came if not stated), *(row for _, row in minus)]
        rows: list[str] = []  # from the last to the first
        for line, stated in reversed(came):
            while stated and minus and minus[-1][0] > stated.line:
                rows.append(minus.pop()[1])
            rows.append(f"{'  ' if stated else '+ '}{line}")
        return [*(row for _, row in minus), *reversed(rows)]

    @property
    def hint(self) -> str:
        """What is likely to be wrong where a stated line that did not come looks like a terminal's name."""
        names = self.session.terminals
        for line in self.missing:
            match = _BRACKETED.fullmatch(line.text or "")
            if match and match[1] not in names:
                opened = ", ".join(f"[{name}]" for name in names if name) or "none with a name"
                what = f"`[{match[1]}]` in line {self.session.line + line.line} is taken for output"
                why = f"no terminal of that name was opened above (opened: {opened})"
                return f"\n{what}: {why}; `[{match[1]}] $ COMMAND` opens it"
        return ""

    @property
    def endless(self) -> str:
        """What is likely to be wrong where all that is stated has come, and a command still runs."""
        running = [command.command for command in self.commands if command.status is None]
        began = max(i for i, step in enumerate(self.steps) if step.action == "run")
        if not running or not self.live.complete or any(step.action == "press" for step in self.steps[began:]):
            return ""
        cure = f"a line `[{self.name}]` and a line `^C`" if self.name else "a line `^C`"
        return f"\nall that the page states of {self.called or 'it '}has come, and `{running[-1]}` goes on: \
a server is stopped with {cure} at the end of the session"

    @property
    def printed(self) -> list[str]:
        """What it had printed, for a run that was ended."""
        last = ", the last ones:" if len(self.came) > 20 else ":"
        return [f"{self.called}printed {len(self.came)} lines{last}", *(f"  {line}" for line in self.came[-20:])]


def _rows(rows: Sequence[str]) -> str:
    more = [f"({len(rows) - _ROWS} more)"] if len(rows) > _ROWS else []
    return "".join(f"\n    {_short(row)}" for row in [*rows[:_ROWS], *more])


def _short(line: str) -> str:
    """A line as an error shows it."""
    return line if len(line) <= _WIDTH else f"{line[:_WIDTH]} ({len(line) - _WIDTH:,} more characters)"
