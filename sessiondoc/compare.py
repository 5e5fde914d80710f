"""What a page states against what came: one matcher, live and afterwards.

The player feeds a matcher line by line, to know when a step is over and when a
line came that the page can't allow. `disagreements` replays a whole transcript
through the same matcher and says in words what differs. Pure.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from rich.text import Text

from .session import Session, Stated
from .transcript import Transcript

WILDCARD = "[..]"
_TAKEN = "Address already in use"  # strerror(EADDRINUSE), on Linux and macOS
_ROWS = 60  # of a diff that an error shows


def plain(text: str) -> str:
    """A printed line as it is compared: without ANSI codes and trailing blanks."""
    if "\x1b" in text or "\r" in text:
        text = Text.from_ansi(text).plain
    return text.rstrip()


def fits(stated: str, line: str) -> bool:
    """Can the printed `line` stand where the page states `stated`?"""
    return _pattern(stated).fullmatch(plain(line)) is not None


def varying(stated: str, line: str) -> list[tuple[int, int]]:
    """Which parts of the plain `line`, from and to, stand where `stated` has wildcards; [] if it does not fit."""
    match = _pattern(stated).fullmatch(line)
    return [span for span in match.regs[1:] if span[0] < span[1]] if match else []


@lru_cache(maxsize=4096)
def _pattern(stated: str) -> re.Pattern[str]:
    return re.compile("(.*)".join(map(re.escape, stated.split(WILDCARD))), re.DOTALL)


class Matcher(Protocol):
    """All steps of one terminal against the lines that it prints, as they come."""

    def feed(self, line: str) -> None:
        """One more line came."""

    def reached(self, step: int) -> bool:
        """Have the lines of the terminal's steps 0 to `step` all come?"""

    @property
    def possible(self) -> bool:
        """Can what came still become what the page states?"""

    @property
    def complete(self) -> bool:
        """Is what came exactly what the page states?"""

    @property
    def expected(self) -> Stated | None:
        """The first stated line that could come next."""


def matcher(session: Session, terminal: str) -> Matcher:
    """The matcher for one terminal of a session."""
    steps = [step.stated for step in session.of(terminal)]
    return AnyOrder(steps) if session.options.any_order else InOrder(steps)


class InOrder:
    """Lines in the stated order; a state is a place between two stated lines."""

    def __init__(self, steps: Sequence[Sequence[Stated]]) -> None:
        self._stated = [line for step in steps for line in step]
        self._ends = [sum(map(len, steps[: i + 1])) for i in range(len(steps))]
        self._places = self._skip({0})

    def feed(self, line: str) -> None:
        places = set()
        for place in self._places:
            if place < len(self._stated):
                stated = self._stated[place].text
                if stated is None:
                    places.add(place)
                elif fits(stated, line):
                    places.add(place + 1)
        self._places = self._skip(places)

    def reached(self, step: int) -> bool:
        return any(place >= self._ends[step] for place in self._places)

    @property
    def possible(self) -> bool:
        return bool(self._places)

    @property
    def complete(self) -> bool:
        return len(self._stated) in self._places

    @property
    def expected(self) -> Stated | None:
        ahead = [self._stated[place] for place in sorted(self._places) if place < len(self._stated)]
        return next((line for line in ahead if line.text is not None), None)

    def _skip(self, places: set[int]) -> set[int]:
        """`...` may stand for no line at all."""
        for place in sorted(places):
            while place < len(self._stated) and self._stated[place].text is None:
                place += 1
                places.add(place)
        return places


class AnyOrder:
    """Each step's lines as a set: any order, each exactly once."""

    def __init__(self, steps: Sequence[Sequence[Stated]]) -> None:
        self._steps = [*steps, ()]  # after the last step nothing may come
        self._sets = self._follow([LineSet(0, self._steps[0])])

    def feed(self, line: str) -> None:
        self._sets = self._follow([a_set for a_set in self._sets if a_set.take(line)])

    def reached(self, step: int) -> bool:
        return any(a_set.step > step for a_set in self._sets)

    @property
    def possible(self) -> bool:
        return bool(self._sets)

    @property
    def complete(self) -> bool:
        return any(a_set.step == len(self._steps) - 1 for a_set in self._sets)

    @property
    def expected(self) -> Stated | None:
        return next((line for a_set in self._sets for line in a_set.missing), None)

    def _follow(self, sets: list["LineSet"]) -> list["LineSet"]:
        """Where a step's lines have all come, the next step may begin."""
        for a_set in sets:  # grows while it is read
            following = a_set.step + 1
            # A set that is open or still fresh does all that a new one could.
            known = any(other.step == following and (other.open or not other.taken) for other in sets)
            if a_set.full and following < len(self._steps) and not known:
                sets.append(LineSet(following, self._steps[following]))
        return sets


class LineSet:
    """One step's stated lines, and which printed line was taken for which.

    Wildcards let a line fit in several places, so the pairs are a maximum
    bipartite matching, kept up by augmenting paths (Kuhn's algorithm).
    """

    def __init__(self, step: int, stated: Sequence[Stated]) -> None:
        self.step = step
        self.open = any(line.text is None for line in stated)  # `...`: further lines may come
        self.taken: dict[int, str] = {}
        self._stated = [line for line in stated if line.text is not None]

    @property
    def full(self) -> bool:
        return not self.missing

    @property
    def missing(self) -> list[Stated]:
        """The stated lines for which none has come."""
        return [line for i, line in enumerate(self._stated) if i not in self.taken]

    @property
    def found(self) -> list[tuple[str, str]]:
        """Those for which one has come, each with it."""
        return [(self._stated[i].text or "", line) for i, line in self.taken.items()]

    def take(self, line: str) -> bool:
        """Find a place for the line; False where there is none."""
        return self._place(line, set()) or self.open

    def _place(self, line: str, tried: set[int]) -> bool:
        for i, stated in enumerate(self._stated):
            if i not in tried and fits(stated.text or "", line):
                tried.add(i)
                if i not in self.taken or self._place(self.taken[i], tried):
                    self.taken[i] = line
                    return True
        return False


@dataclass(frozen=True)
class Disagreement:
    """One difference between a page and a run; `line` is the page's line."""

    line: int
    text: str


def disagreements(session: Session, transcript: Transcript) -> list[Disagreement]:
    """All differences between what a session states and what came; [] if none."""
    found: list[Disagreement] = []
    if transcript.problem:
        found.append(Disagreement(session.line, transcript.problem + _shown(session, transcript)))
    for terminal in session.terminals:
        if wrong := _compare_lines(session, terminal, transcript):
            found.append(wrong)
        found.extend(_compare_statuses(session, terminal, transcript))
    if found and transcript.isolation == "lock" and any(_TAKEN in e.text for e in transcript.events):
        text = "a port that this session needs is taken on this machine, whose ports it shares (no namespaces): "
        found.append(Disagreement(session.line, text + "end the program that listens there, then try again"))
    return found


def align(stated: Sequence[Stated], lines: Sequence[str]) -> list[tuple[int | None, int | None]]:
    """Pair stated lines with printed ones, in order, as many as possible.

    Returns pairs of indices, None where one side has no partner; a `...`
    is paired with nothing.
    """
    n, m = len(stated), len(lines)
    best = [[0] * (m + 1) for _ in range(n + 1)]

    def paired(i: int, j: int) -> bool:
        text = stated[i].text
        return text is not None and fits(text, lines[j])

    for i in reversed(range(n)):
        for j in reversed(range(m)):
            skip = max(best[i + 1][j], best[i][j + 1])
            best[i][j] = max(skip, best[i + 1][j + 1] + 1) if paired(i, j) else skip
    pairs: list[tuple[int | None, int | None]] = []
    i = j = 0
    while i < n or j < m:
        if i < n and j < m and paired(i, j) and best[i][j] == best[i + 1][j + 1] + 1:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif i < n and (j == m or best[i + 1][j] >= best[i][j + 1]):
            pairs.append((i, None))
            i += 1
        else:
            pairs.append((None, j))
            j += 1
    return pairs


def taken(session: Session, terminal: str, lines: Sequence[str]) -> list[str | None]:
    """For each line that a terminal printed, the stated line it was taken for; None where the page leaves it open."""
    stated = [line for step in session.of(terminal) for line in step.stated]
    if not session.options.any_order:
        pairs = {j: stated[i].text for i, j in align(stated, lines) if i is not None and j is not None}
        return [pairs.get(j) for j in range(len(lines))]
    every = LineSet(0, stated)
    for line in lines:
        every.take(line)
    texts = defaultdict(list)
    for text, line in every.found:
        texts[line].append(text)
    return [texts[line].pop() if texts[line] else None for line in lines]


def _compare_lines(session: Session, terminal: str, transcript: Transcript) -> Disagreement | None:
    live, came = matcher(session, terminal), transcript.output(terminal)
    got = "(nothing more)"
    for line in came:
        expected = live.expected
        live.feed(line)
        if not live.possible:
            got = plain(line)
            break
    else:
        if live.complete or transcript.outcome != "ended":
            return None
        expected = live.expected
    at = expected.line if expected else session.of(terminal)[-1].line
    name = _name(terminal)
    text = f"{name}expected: {expected.text if expected else '(nothing more)'}\n{name}     got: {got}"
    return Disagreement(session.line + at, text + _diff(session, terminal, came))


def _compare_statuses(session: Session, terminal: str, transcript: Transcript) -> list[Disagreement]:
    ran = [command for command in transcript.commands if command.terminal == terminal]
    typed = [step for step in session.of(terminal) if step.action == "run"]
    found = []
    for step, expected, command in zip(typed, session.expected_statuses(terminal), ran, strict=False):
        if command.status != expected and (command.status is not None or transcript.outcome == "ended"):
            text = (
                f"{_name(terminal)}`{command.command}` ended with status {command.status}, the page states {expected}"
            )
            found.append(Disagreement(session.line + step.line, text))
    if len(ran) < len(typed) and transcript.outcome == "ended":
        step = typed[len(ran)]
        found.append(Disagreement(session.line + step.line, f"{_name(terminal)}`{step.text}` was never run"))
    return found


def _diff(session: Session, terminal: str, came: Sequence[str]) -> str:
    """The whole terminal: `-` is stated and did not come, `+` came and is not stated."""
    stated = [line for step in session.of(terminal) for line in step.stated]
    came = came[: len(stated) + _ROWS]
    rows = []
    if session.options.any_order:
        every = LineSet(0, stated)
        rows += [f"+ {plain(line)}" for line in came if not every.take(line)]
        rows += [f"- {line.text}" for line in every.missing]
    else:
        for i, j in align(stated, came):
            if j is not None:
                rows.append(f"{' ' if i is not None else '+'} {plain(came[j])}")
            elif i is not None:
                rows.append("  ..." if stated[i].text is None else f"- {stated[i].text}")
    return _rows(rows)


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
