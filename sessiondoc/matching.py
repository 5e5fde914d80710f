"""The stated lines of a terminal against the printed ones: one matcher, live and afterwards.

The player feeds a matcher line by line, to know when a step is over and when a
line came that the page can't allow; a comparison asks it afterwards for which
stated line each printed one was taken. Pure.
"""

import re
import signal
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import copy, deepcopy
from difflib import SequenceMatcher
from functools import lru_cache, reduce
from itertools import accumulate, chain, takewhile
from operator import or_
from typing import Self

from .session import Session, Stated

WILDCARD = "[..]"
_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[ -/]*[0-Z\\^-~])")
# "[1]+  Done                    python a.py": the shell says it before a prompt, whichever comes next
_STATES = ("Done", "Exit", "Stopped", *filter(None, map(signal.strsignal, signal.valid_signals())))
_NOTICE = re.compile(rf"\[\d+\][-+ ] +(?:{'|'.join(map(re.escape, _STATES))})\b")


def plain(text: str) -> str:
    """A printed line as it is compared: without ANSI codes and trailing blanks."""
    return (_ANSI.sub("", text) if "\x1b" in text else text).rstrip()


def is_notice(line: str) -> bool:
    """Is it what a shell says of a job that ended or stopped?"""
    return _NOTICE.match(line) is not None


def fits(stated: str, line: str) -> bool:
    """Can the printed `line` stand where the page states `stated`?"""
    return _spans(stated, plain(line)) is not None


def varying(stated: str, line: str) -> list[tuple[int, int]]:
    """Which parts of the plain `line`, from and to, stand where `stated` has wildcards; [] if it does not fit."""
    return [span for span in _spans(stated, line) or () if span[0] < span[1]]


def _spans(stated: str, line: str) -> list[tuple[int, int]] | None:
    """What each wildcard stands for, from the left as little as possible; linear, whatever is stated."""
    first, *rest = _pieces(stated)
    if not rest:
        return [] if line == first else None
    at, end = len(first), len(line) - len(rest[-1])
    if at > end or not line.startswith(first) or not line.endswith(rest[-1]):
        return None
    spans = []
    for piece in rest[:-1]:
        found = line.find(piece, at, end)
        if found == -1:
            return None
        spans.append((at, found))
        at = found + len(piece)
    return [*spans, (at, end)]


@lru_cache(maxsize=8192)
def _pieces(stated: str) -> list[str]:
    """The text around a stated line's wildcards."""
    return [piece.replace("\\" + WILDCARD, WILDCARD) for piece in re.split(r"(?<!\\)\[\.\.\]", stated)]


class _Index:
    """Which of some stated texts a printed line fits: what has no wildcard first, then what begins with most text."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._literal: dict[str, str] = {}
        self._wild: dict[str, list[str]] = defaultdict(list)  # by what stands before the first wildcard
        self._known: dict[str, list[str]] = {}
        for text in dict.fromkeys(texts):
            first, *rest = _pieces(text)
            if rest:
                self._wild[first].append(text)
            else:
                self._literal[first] = text
        self._sizes = sorted(set(map(len, self._wild)), reverse=True)

    def fitting(self, line: str) -> list[str]:
        if line not in self._known:
            literal = [self._literal[line]] if line in self._literal else []
            wild = chain.from_iterable(self._wild.get(line[:size], ()) for size in self._sizes)
            self._known[line] = literal + [text for text in wild if _spans(text, line) is not None]
        return self._known[line]


class Matcher:
    """All steps of one terminal against the lines that it prints, as they come.

    A job notice may stand at any prompt of the terminal: only that it comes is
    compared. It is waited for in the step that states it and in no other.
    """

    def __init__(self, steps: Sequence[Sequence[Stated]], any_order: bool = False) -> None:
        self._notices = [(i, line) for i, step in enumerate(steps) for line in step if is_notice(line.text or "")]
        lines = [[line for line in step if not is_notice(line.text or "")] for step in steps]
        self._lines: InOrder | AnyOrder = AnyOrder(lines) if any_order else InOrder(lines)
        self._standing: dict[int, Stated] = {}  # number of a printed line -> the notice it was taken for
        self._came = 0

    def feed(self, line: str) -> None:
        """One more line came."""
        line = plain(line)
        stated = (each for each in self._notices if is_notice(line) and fits(each[1].text or "", line))
        if notice := next(stated, None):
            self._notices = [each for each in self._notices if each is not notice]
            self._standing = {**self._standing, self._came: notice[1]}
        else:
            self._lines.feed(line)
        self._came += 1

    def reached(self, step: int) -> bool:
        """Have the lines of the terminal's steps 0 to `step` all come?"""
        return self._lines.reached(step) and all(i != step for i, _ in self._notices)

    def would_reach(self, line: str, step: int) -> bool:
        """Would they have, if this line came next?"""
        imagined = deepcopy(self)
        imagined.feed(line)
        return imagined.reached(step)

    def __deepcopy__(self, _: object) -> Self:
        """What is stated stays shared."""
        copied = copy(self)
        copied._lines = self._lines.copy()
        return copied

    @property
    def possible(self) -> bool:
        """Can what came still become what the page states?"""
        return self._lines.possible

    @property
    def complete(self) -> bool:
        """Is what came exactly what the page states?"""
        return self._lines.complete and not self._notices

    @property
    def expected(self) -> Stated | None:
        """The first stated line that could come next."""
        return self._lines.expected or next((line for _, line in self._notices), None)

    def pairs(self, lines: Sequence[str]) -> list[Stated | None]:
        """For each of the plain lines that it was fed: the stated one it was taken for, None where any may stand.

        Where they are not what the page states, as many are paired as possible.
        """
        others = [line for number, line in enumerate(lines) if number not in self._standing]
        rest = iter(self._lines.pairs(others))
        return [self._standing[number] if number in self._standing else next(rest) for number in range(len(lines))]


def matcher(session: Session, terminal: str) -> Matcher:
    """The matcher for one terminal of a session."""
    return Matcher([step.stated for step in session.of(terminal)], session.options.any_order)


class InOrder:
    """Lines in the stated order.

    The `...` cut them into parts. Where the lines before a `...` have come, no
    other way of having read them can do more: so only one part is looked at,
    with a bit for each number of its lines that may have come just now.
    """

    def __init__(self, steps: Sequence[Sequence[Stated]]) -> None:
        self._steps_end = list(accumulate(map(len, steps)))
        self._parts: list[list[Stated]] = [[]]
        for line in chain.from_iterable(steps):
            if line.text is None:
                self._parts.append([])
            else:
                self._parts[-1].append(line)
        self._indices = [_Index(line.text or "" for line in part) for part in self._parts]
        self._places: list[dict[str, int]] = [defaultdict(int) for _ in self._parts]  # stated text -> bits
        for places, part in zip(self._places, self._parts, strict=True):
            for i, line in enumerate(part):
                places[line.text or ""] |= 1 << i
        self._begins = [0, *accumulate(len(part) + 1 for part in self._parts)]
        self._part, self._alive, self._came = 0, 1, 0
        self._ends: tuple[int, ...] = ()  # how many lines had come when each earlier part was over
        self._go_on()

    def feed(self, line: str) -> None:
        self._came += 1
        fitting = (self._places[self._part][text] for text in self._indices[self._part].fitting(line))
        may_begin = 1 if self._part else 0  # behind a `...`
        self._alive = (self._alive & reduce(or_, fitting, 0)) << 1 | may_begin
        self._go_on()

    def _go_on(self) -> None:
        while self._part < len(self._parts) - 1 and self._alive >> len(self._parts[self._part]):
            self._ends += (self._came,)
            self._part, self._alive = self._part + 1, 1

    def copy(self) -> Self:
        return copy(self)

    def reached(self, step: int) -> bool:
        return self.possible and self._begins[self._part] + self._alive.bit_length() - 1 >= self._steps_end[step]

    @property
    def possible(self) -> bool:
        return self._alive > 0

    @property
    def complete(self) -> bool:
        return self._part == len(self._parts) - 1 and self._alive >> len(self._parts[-1]) > 0

    @property
    def expected(self) -> Stated | None:
        least = (self._alive & -self._alive).bit_length() - 1
        return next(iter(self._parts[self._part][least:]), None) if self.possible else None

    def pairs(self, lines: Sequence[str]) -> list[Stated | None]:
        if not self.complete:
            return align(list(chain.from_iterable(self._parts)), lines)
        found: list[Stated | None] = [None] * len(lines)
        for part, end in zip(self._parts, (*self._ends, len(lines)), strict=True):
            found[end - len(part) : end] = part
        return found


class AnyOrder:
    """Each step's lines as a set: any order, each exactly once."""

    def __init__(self, steps: Sequence[Sequence[Stated]]) -> None:
        self._steps = [*steps, ()]  # after the last step nothing may come
        self._came = 0
        self._sets = self._follow([LineSet(self._steps[0])])

    def feed(self, line: str) -> None:
        self._came += 1
        self._sets = self._follow([a_set for a_set in self._sets if a_set.take(line)])

    def copy(self) -> Self:
        copied = copy(self)
        copied._sets = [a_set.copy() for a_set in self._sets]
        return copied

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

    def pairs(self, lines: Sequence[str]) -> list[Stated | None]:
        at = next((a_set for a_set in self._sets if a_set.step == len(self._steps) - 1), None)
        if at is None:
            return LineSet(list(chain.from_iterable(self._steps))).take_all(lines)
        whole = [at]
        while whole[-1].before is not None:
            whole.append(whole[-1].before)
        ends = [len(lines), *(a_set.begun for a_set in whole)]  # a set may have gone on after the next had begun
        found: list[Stated | None] = []
        for a_set, end in reversed(list(zip(whole, ends, strict=False))):
            found += LineSet(self._steps[a_set.step]).take_all(lines[a_set.begun : end])
        return found

    def _follow(self, sets: list["LineSet"]) -> list["LineSet"]:
        """Where a step's lines have all come, the next step may begin."""
        for a_set in sets:  # grows while it is read
            following = a_set.step + 1
            # A set that is open or still fresh does all that a new one could.
            known = any(other.step == following and (other.open or other.fresh) for other in sets)
            if a_set.full and following < len(self._steps) and not known:
                sets.append(LineSet(self._steps[following], following, self._came, a_set))
        return sets


class LineSet:
    """One step's stated lines, and which printed line was taken for which.

    Wildcards let a line fit in several places, so the pairs are a maximum
    bipartite matching, kept up by augmenting paths, the shortest first. Equal
    stated lines are one place for several. `begun` is how many lines had come
    before, `before` the set of the step before.
    """

    def __init__(
        self, stated: Sequence[Stated], step: int = 0, begun: int = 0, before: "LineSet | None" = None
    ) -> None:
        self.step, self.begun, self.before = step, begun, before
        self.open = any(line.text is None for line in stated)  # `...`: further lines may come
        self._places: dict[str, list[Stated]] = defaultdict(list)
        for line in stated:
            if line.text is not None:
                self._places[line.text].append(line)
        self._index = _Index(self._places)
        self._size = sum(map(len, self._places.values()))
        self._lines: list[str] = []
        self._taken: dict[str, dict[int, None]] = {text: {} for text in self._places}  # place -> numbers of lines
        self._where: dict[int, str] = {}  # the same the other way round
        self._stuck: set[str] = set()  # places from which no free one can be reached any more

    @property
    def full(self) -> bool:
        return len(self._where) == self._size

    @property
    def fresh(self) -> bool:
        return not self._lines

    @property
    def missing(self) -> list[Stated]:
        """The stated lines for which none has come."""
        left = [line for text, lines in self._places.items() for line in lines[len(self._taken[text]) :]]
        return sorted(left, key=lambda line: line.line)

    def copy(self) -> Self:
        copied = copy(self)
        copied._lines, copied._where, copied._stuck = [*self._lines], {**self._where}, {*self._stuck}
        copied._taken = {text: {**numbers} for text, numbers in self._taken.items()}
        return copied

    def take(self, line: str) -> bool:
        """Find a place for the plain line; False where there is none."""
        self._lines.append(line)
        ahead, found = [len(self._lines) - 1], dict[str, int]()  # place -> the line that could move there
        for number in ahead:  # grows while it is read
            fitting = self._index.fitting(self._lines[number])
            places = [text for text in fitting if text not in found and text not in self._stuck]
            free = next((text for text in places if len(self._taken[text]) < len(self._places[text])), None)
            found |= dict.fromkeys(places if free is None else [free], number)
            if free is not None:
                self._move(free, found)
                return True
            ahead += chain.from_iterable(self._taken[text] for text in places)
        self._stuck |= found.keys()
        return self.open

    def take_all(self, lines: Iterable[str]) -> list[Stated | None]:
        """Take these lines; for each the stated line it was taken for in the end."""
        for line in lines:
            self.take(line)
        found: list[Stated | None] = [None] * len(self._lines)
        for text, numbers in self._taken.items():
            for number, stated in zip(sorted(numbers), self._places[text], strict=False):
                found[number] = stated
        return found

    def _move(self, place: str, found: Mapping[str, int]) -> None:
        """Let the line that found this place take it, another one the place that it leaves, and so on."""
        left: str | None = place
        while left is not None:
            number, place = found[left], left
            left = self._where.get(number)
            if left is not None:
                del self._taken[left][number]
            self._taken[place][number] = None
            self._where[number] = place


def align(stated: Sequence[Stated], lines: Sequence[str]) -> list[Stated | None]:
    """For each plain line the stated one with which it is paired, in order, where they are not all the same."""
    index = _Index(line.text for line in stated if line.text is not None)
    ours = ["\0" if line.text is None else line.text for line in stated]
    theirs = [next(iter(index.fitting(line)), "\1") for line in lines]
    head = _same(ours, theirs)
    tail = min(_same(ours[::-1], theirs[::-1]), min(len(ours), len(theirs)) - head)
    between = SequenceMatcher(None, ours[head : len(ours) - tail], theirs[head : len(theirs) - tail])
    found: list[Stated | None] = [None] * len(lines)
    for first, line, length in between.get_matching_blocks():
        found[head + line : head + line + length] = stated[head + first : head + first + length]
    found[:head], found[len(lines) - tail :] = stated[:head], stated[len(stated) - tail :]
    return found


def _same(first: Sequence[str], second: Sequence[str]) -> int:
    """How many they have in common at the beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False)))
