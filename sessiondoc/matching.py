"""The stated lines of a terminal against the printed ones: one matcher, live and afterwards.

The player feeds a matcher line by line, to know when a step is over and when a line came that the page can't allow; a
comparison asks it afterwards for which stated line each printed one was taken. Pure.
"""

import re
import signal
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache, reduce
from itertools import accumulate, chain, pairwise, takewhile
from operator import or_

from .session import Session, Stated

WILDCARD = "[..]"
_WILDCARD = re.compile(r"(?<!\\)\[\.\.\]")
_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[ -/]*[0-Z\\^-~])")
# "[1]+  Done                    python a.py": the shell says it before a prompt, whichever comes next
_STATES = ("Done", "Exit", "Stopped", *filter(None, map(signal.strsignal, signal.valid_signals())))
_NOTICE = re.compile(rf"\[\d+\][-+ ] +(?:{'|'.join(map(re.escape, _STATES))})\b")


def plain(text: str) -> str:
    """A printed line as it is compared: without ANSI codes and trailing blanks."""
    return (_ANSI.sub("", text) if "\x1b" in text else text).rstrip()


def is_notice(line: Stated | str) -> bool:
    """Is it what a shell says of a job that ended or stopped?"""
    text = line if isinstance(line, str) else line.text or ""
    return _NOTICE.match(text) is not None


def fits(stated: str, line: str) -> bool:
    """Can the printed `line` stand where the page states `stated`?"""
    return _pattern(stated).fullmatch(plain(line)) is not None


def varying(stated: str, line: str) -> list[tuple[int, int]]:
    """Which parts of the plain `line`, from and to, stand where `stated` has wildcards; [] if it does not fit."""
    match = _pattern(stated).fullmatch(line)
    spans = [match.span(number) for number in range(1, match.re.groups + 1)] if match else []
    return [span for span in spans if span[0] < span[1]]


@lru_cache(maxsize=8192)
def _pattern(stated: str) -> re.Pattern[str]:
    """A group for each wildcard; none is tried longer than it must be, so it is linear whatever is stated."""
    first, *rest = (re.escape(piece.replace("\\" + WILDCARD, WILDCARD)) for piece in _WILDCARD.split(stated))
    middle = "".join(f"(?>(.*?){piece})" for piece in rest[:-1])
    return re.compile("".join([first, middle, *(f"(.*){last}" for last in rest[-1:])]), re.DOTALL)


@lru_cache(maxsize=64)
def _index(texts: Iterable[str]) -> Callable[[str], list[str]]:
    """Says which of some stated texts a plain line fits: what has no wildcard first, then what says most."""
    wild = {text: _pattern(text) for text in sorted(texts, key=len, reverse=True) if _WILDCARD.search(text)}
    literal = {text.replace("\\" + WILDCARD, WILDCARD): [text] for text in texts if text not in wild}

    @cache
    def fitting(line: str) -> list[str]:
        return literal.get(line, []) + [text for text, pattern in wild.items() if pattern.fullmatch(line)]

    return fitting


class Matcher:
    """All steps of one terminal against the lines that it prints, as they come.

    A job notice may stand at any prompt of the terminal: only that it comes is compared. It is waited for in the step
    that states it and in no other. `wrong` is the first line that the page can't allow.
    """

    def __init__(self, steps: Sequence[Sequence[Stated]], any_order: bool = False) -> None:
        lines = [[line for line in step if not is_notice(line)] for step in steps]
        self._lines: InOrder | AnyOrder = AnyOrder(lines) if any_order else InOrder(lines)
        self._notices = [(i, line) for i, step in enumerate(steps) for line in step if is_notice(line)]
        self._came: list[tuple[str, Stated | None]] = []  # and the notice it was taken for
        self.wrong: str | None = None

    def feed(self, line: str) -> None:
        """One more line came."""
        line = plain(line)
        stated = (each for each in self._notices if is_notice(line) and fits(each[1].text or "", line))
        notice = next(stated, None)
        self._came.append((line, notice and notice[1]))
        if notice:
            self._notices = [each for each in self._notices if each is not notice]
        elif self.possible and not self._lines.feed(line):
            self.wrong = line

    def reached(self, step: int) -> bool:
        """Have the lines of the terminal's steps 0 to `step` all come?"""
        return self.possible and self._lines.reached(step) and all(i != step for i, _ in self._notices)

    @property
    def possible(self) -> bool:
        """Can what came still become what the page states?"""
        return self.wrong is None

    @property
    def complete(self) -> bool:
        """Is what came exactly what the page states?"""
        return self.possible and self._lines.complete and not self._notices

    @property
    def expected(self) -> Stated | None:
        """The first stated line that could come next, or could have instead of the wrong one."""
        return self._lines.expected or next((line for _, line in self._notices), None)

    @property
    def pairs(self) -> list[Stated | None]:
        """For each line that came: the stated one it was taken for, None where any may stand.

        Where they are not what the page states, as many are paired as possible.
        """
        others = [line for line, notice in self._came if not notice]
        found = iter(self._lines.pairs(others, self.possible and self._lines.complete))
        return [notice or next(found) for _, notice in self._came]


def matcher(session: Session, terminal: str) -> Matcher:
    """The matcher for one terminal of a session."""
    return Matcher([step.stated for step in session.of(terminal)], session.options.any_order)


class InOrder:
    """Lines in the stated order, with a bit for each number of stated ones that may have come.

    Where the lines before a `...` have come, no other way of having read them can do more.
    """

    def __init__(self, steps: Sequence[Sequence[Stated]]) -> None:
        self._stated = list(chain.from_iterable(steps))
        self._lines = [line for line in self._stated if line.text is not None]
        self._ends = list(accumulate(sum(line.text is not None for line in step) for step in steps))
        self._open, number = 0, 0  # where a `...` stands
        self._places: dict[str, int] = defaultdict(int)  # stated text -> bits
        for line in self._stated:
            if line.text is None:
                self._open |= 1 << number
            else:
                self._places[line.text] |= 1 << number
                number += 1
        self._fitting = _index(tuple(self._places))
        self._alive = [1]  # at the beginning, and after each line

    def feed(self, line: str) -> bool:
        """One more line came; False, and nothing else, where it can't."""
        alive = self._alive[-1]
        places = reduce(or_, (self._places[text] for text in self._fitting(line)), 0)
        alive = (alive & places) << 1 | alive & self._open
        passed = max((alive & self._open).bit_length() - 1, 0)
        if alive:
            self._alive.append(alive >> passed << passed)
        return alive > 0

    def reached(self, step: int) -> bool:
        return self._alive[-1].bit_length() > self._ends[step]

    @property
    def complete(self) -> bool:
        return self._alive[-1].bit_length() > len(self._lines)

    @property
    def expected(self) -> Stated | None:
        least = (self._alive[-1] & -self._alive[-1]).bit_length() - 1
        return next(iter(self._lines[least:]), None)

    def pairs(self, lines: Sequence[str], complete: bool) -> list[Stated | None]:
        if not complete:
            return align(self._stated, lines)
        found: list[Stated | None] = [None] * len(lines)
        left = len(self._lines)
        for number in reversed(range(len(lines))):
            could = left and self._alive[number] >> left - 1 & 1
            if could and self._lines[left - 1].text in self._fitting(lines[number]):
                left -= 1
                found[number] = self._lines[left]
        return found


class AnyOrder:
    """Each step's lines as a set: any order, each exactly once.

    A set with `...` may go on when all its lines have come: whether the sets behind it have come too is read from as
    many of the last lines as they state.
    """

    def __init__(self, steps: Sequence[Sequence[Stated]]) -> None:
        self._steps = [*steps, ()]  # after the last step nothing may come
        self._came: list[str] = []
        self._ends: list[int] = []  # how many lines had come when each step was over, up to the current one
        self._reached = 0  # how many steps are over, the current one too if it may go on
        self._full_at = 0  # since when
        self._set = LineSet(self._steps[0])
        self._go_on()

    def feed(self, line: str) -> bool:
        """One more line came; False, and nothing else, where it can't."""
        if not self._set.take(line):
            return False
        self._came.append(line)
        self._go_on()
        return True

    def reached(self, step: int) -> bool:
        return self._reached > step

    @property
    def complete(self) -> bool:
        return self._last_ends(len(self._steps) - 1) is not None

    @property
    def expected(self) -> Stated | None:
        behind = chain.from_iterable(self._steps[len(self._ends) + 1 :])
        return next((line for line in chain(self._set.missing, behind) if line.text is not None), None)

    def pairs(self, lines: Sequence[str], complete: bool) -> list[Stated | None]:
        ends = self._last_ends(len(self._steps) - 1)
        if not complete or ends is None:
            return LineSet(list(chain.from_iterable(self._steps))).take_all(lines)
        parts = zip(self._steps, pairwise([0, *self._ends, *ends]), strict=False)
        return [pair for step, (a, b) in parts for pair in LineSet(step).take_all(lines[a:b])]

    def _go_on(self) -> None:
        """Find which steps are over now, and which is the current one."""
        while self._reached < len(self._steps) - 1 and (ends := self._last_ends(self._reached + 1)) is not None:
            if self._reached == len(self._ends):
                self._full_at = len(self._came)
            self._reached += 1
            following = LineSet(self._steps[self._reached])
            if following.open or not self._set.open:
                self._ends += ends
                self._set = following

    def _last_ends(self, until: int) -> list[int] | None:
        """Where the current step and those behind it end, if all before `until` are over with the last line."""
        steps = self._steps[len(self._ends) + 1 : until]
        ends = list(accumulate((-len(step) for step in reversed(steps)), initial=len(self._came)))[::-1]
        if len(self._ends) == until:
            return []
        if self._set.left or ends[0] < self._full_at:
            return None
        parts = zip(map(LineSet, steps), pairwise(ends), strict=True)
        return ends if all(a_set.take(line) for a_set, (a, b) in parts for line in self._came[a:b]) else None


class LineSet:
    """Stated lines of which each may be taken for one printed line, in any order.

    Wildcards let a line fit in several places, so this is a maximum bipartite matching, kept up by augmenting paths,
    the shortest first. Equal stated lines are one place for several, equal printed ones can stand for each other.
    """

    def __init__(self, stated: Sequence[Stated]) -> None:
        self.open = any(line.text is None for line in stated)  # `...`: further lines may come
        self._places: dict[str, list[Stated]] = defaultdict(list)
        for line in stated:
            if line.text is not None:
                self._places[line.text].append(line)
        self._fitting = _index(tuple(self._places))
        self.left = sum(map(len, self._places.values()))  # how many are missing
        self._taken: dict[str, list[str]] = {text: [] for text in self._places}  # stated text -> printed lines
        self._stuck: set[str] = set()  # stated texts from which no free place can be reached any more

    @property
    def missing(self) -> list[Stated]:
        """The stated lines for which none has come."""
        left = [line for text, lines in self._places.items() for line in lines[len(self._taken[text]) :]]
        return sorted(left, key=lambda line: line.line)

    def take(self, line: str) -> bool:
        """Find a place for the plain line; False where there is none."""
        leaves: dict[str, str | None] = {line: None}  # a printed line -> the place that it would leave
        comes: dict[str, str] = {}  # a place -> the line that would come there
        ahead = [line]
        for each in ahead:  # grows while it is read
            for place in self._fitting(each):
                if place in comes or place in self._stuck:
                    continue
                comes[place] = each
                if len(self._taken[place]) < len(self._places[place]):
                    self._move(place, comes, leaves)
                    self.left -= 1
                    return True
                others = [other for other in self._taken[place] if other not in leaves]
                leaves |= dict.fromkeys(others, place)
                ahead += dict.fromkeys(others)
        self._stuck |= comes.keys()
        return self.open

    def take_all(self, lines: Sequence[str]) -> list[Stated | None]:
        """Take these lines, the first that come; for each the stated one it was taken for in the end."""
        for line in lines:
            self.take(line)
        found: dict[str, list[Stated]] = defaultdict(list)
        for place, taken in self._taken.items():
            for line, stated in zip(taken, self._places[place], strict=False):
                found[line].append(stated)
        return [found[line].pop(0) if found[line] else None for line in lines]

    def _move(self, free: str | None, comes: dict[str, str], leaves: dict[str, str | None]) -> None:
        """Let a line take the free place, another one the place that it leaves, and so on."""
        while free is not None:
            line = comes[free]
            self._taken[free].append(line)
            free = leaves[line]
            if free is not None:
                self._taken[free].remove(line)


def align(stated: Sequence[Stated], lines: Sequence[str]) -> list[Stated | None]:
    """For each plain line the stated one with which it is paired, in order, where they are not all the same."""
    fitting = _index(tuple(dict.fromkeys(line.text for line in stated if line.text is not None)))
    ours = ["\0" if line.text is None else line.text for line in stated]
    theirs = [next(iter(fitting(line)), "\1") for line in lines]
    head = len(common([ours, theirs]))
    tail = len(common([ours[head:][::-1], theirs[head:][::-1]]))
    between = SequenceMatcher(None, ours[head : len(ours) - tail], theirs[head : len(theirs) - tail])
    found: list[Stated | None] = [None] * len(lines)
    for first, line, length in between.get_matching_blocks():
        found[head + line : head + line + length] = stated[head + first : head + first + length]
    found[:head], found[len(lines) - tail :] = stated[:head], stated[len(stated) - tail :]
    return found


def common[T](rows: Iterable[Sequence[T]]) -> list[T]:
    """What all the rows begin with."""
    return [column[0] for column in takewhile(lambda column: len(set(column)) == 1, zip(*rows, strict=False))]
