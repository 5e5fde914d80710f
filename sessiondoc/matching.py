"""The stated lines of a terminal against the printed ones: one matcher, live and afterwards.

The player feeds a matcher line by line, to know when a step is over and when a line came that the page can't allow; a
comparison asks it afterwards for which stated line each printed one was taken. Pure.
"""

import re
import signal
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache, partial
from itertools import accumulate, chain, groupby, pairwise, takewhile

from .session import Session, Stated

WILDCARD = "[..]"
Fitting = Callable[[str], Mapping[str, None]]
_WILDCARD = re.compile(r"(?<!\\)\[\.\.\]")
_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[ -/]*[0-Z\\^-~])")
# "[1]+  Done                    python a.py": the shell says it before a prompt, whichever comes next
_STATES = ("Done", "Exit", "Stopped", *filter(None, map(signal.strsignal, signal.valid_signals())))
_NOTICE = re.compile(rf"\[\d+\][-+ ] +(?:{'|'.join(map(re.escape, _STATES))})\b")


def plain(text: str) -> str:
    """A printed line as it is compared: without ANSI codes and trailing blanks."""
    return (_ANSI.sub("", text) if "\x1b" in text else text).rstrip()


def is_notice(text: str | None) -> bool:
    """Is this line, stated or printed, what a shell says of a job that ended or stopped?"""
    return _NOTICE.match(text or "") is not None


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
def _index(texts: Iterable[str]) -> Fitting:
    """Says which of some stated texts a plain line fits: what has no wildcard first, then what says most."""
    wild = {text: _pattern(text) for text in sorted(texts, key=len, reverse=True) if _WILDCARD.search(text)}
    literal = {text.replace("\\" + WILDCARD, WILDCARD): text for text in texts if text not in wild}

    @cache
    def fitting(line: str) -> dict[str, None]:
        same = [literal[line]] if line in literal else []
        return dict.fromkeys([*same, *(text for text, pattern in wild.items() if pattern.fullmatch(line))])

    return fitting


class Matcher:
    """All steps of one terminal against the lines that it prints, as they come.

    Stated are parts, one after the other: with `any_order` each step is one, else what stands between two `...`, and
    each `...`. A part that is open, as `...` makes it, may go on when all its lines have come: whether the parts behind
    it have come too is read from as many of the last lines as they state. Where that leads to the next open part, no
    other way of having read the lines can do more.

    A job notice, where the terminal has `jobs`, may stand at any prompt of it: only that it comes is compared. It is
    waited for in the step that states it and in no other. `wrong` is the first line that the page can't allow.
    """

    def __init__(self, steps: Sequence[Sequence[Stated]], any_order: bool, jobs: bool) -> None:
        self.tells: Callable[[str | None], bool] = is_notice if jobs else (lambda _: False)
        lines = [[line for line in step if not self.tells(line.text)] for step in steps]
        split = [
            [list(part) for _, part in groupby(step, lambda line: any_order or line.text is None)] for step in lines
        ]
        self._parts = [*chain.from_iterable(split), []]  # after the last step nothing may come
        self._until = list(accumulate(map(len, split)))  # with how many of them each step is over
        texts = dict.fromkeys(line.text for line in chain.from_iterable(lines) if line.text is not None)
        self._begin: Callable[[Sequence[Stated]], Row] = partial(Bag if any_order else Row, _index(tuple(texts)))
        self._notices = [(i, line) for i, step in enumerate(steps) for line in step if self.tells(line.text)]
        self._told: dict[int, Stated] = {}  # which of the lines that came were taken for notices
        self._came: list[str] = []  # the others
        self._ends: list[int] = []  # how many had come when each part was over, up to the current one
        self._over = 0  # how many parts are over, the current one too if it may go on
        self._full_at = 0  # since when
        self._part = self._begin(self._parts[0])
        self.wrong: str | None = None
        self._go_on()

    def feed(self, line: str) -> None:
        """One more line came."""
        line = plain(line)
        for each in self._notices:
            if self.tells(line) and fits(each[1].text or "", line):
                self._notices.remove(each)
                self._told[len(self._came) + len(self._told)] = each[1]
                return
        self._came.append(line)
        if self.possible:
            self.wrong = None if self._part.take(line) else line
            self._go_on()

    def reached(self, step: int) -> bool:
        """Have the lines of the terminal's steps 0 to `step` all come?"""
        return self.possible and self._over >= self._until[step] and all(i != step for i, _ in self._notices)

    @property
    def possible(self) -> bool:
        """Can what came still become what the page states?"""
        return self.wrong is None

    @property
    def complete(self) -> bool:
        """Is what came exactly what the page states?"""
        return self._all_ends is not None and not self._notices

    @property
    def expected(self) -> Stated | None:
        """The first stated line that could come next, or could have instead of the wrong one."""
        behind = chain.from_iterable(self._parts[len(self._ends) + 1 :])
        left = chain(self._part.missing, behind, (line for _, line in self._notices))
        return next((line for line in left if line.text is not None), None)

    @property
    def pairs(self) -> list[Stated | None]:
        """For each line that came: the stated one it was taken for, None where any may stand.

        Where they are not what the page states, each kind of step pairs what it can.
        """
        spans = [(list(chain.from_iterable(self._parts)), self._came)]
        if (ends := self._all_ends) is not None:
            parts = zip(self._parts, pairwise([0, *self._ends, *ends]), strict=False)
            spans = [(part, self._came[a:b]) for part, (a, b) in parts]
        found = chain.from_iterable(self._begin(part).pairs(lines) for part, lines in spans)
        return [self._told.get(i) or next(found) for i in range(len(self._came) + len(self._told))]

    def _go_on(self) -> None:
        """Find which parts are over now, and which is the current one."""
        while self._over < len(self._parts) - 1 and (ends := self._last_ends(self._over + 1)) is not None:
            if self._over == len(self._ends):
                self._full_at = len(self._came)
            self._over += 1
            following = self._begin(self._parts[self._over])
            if following.open or not self._part.open:
                self._ends += ends
                self._part = following

    @property
    def _all_ends(self) -> list[int] | None:
        """Where the current part and all behind it end; None where not just what is stated has come."""
        return self._last_ends(len(self._parts) - 1) if self.possible else None

    def _last_ends(self, until: int) -> list[int] | None:
        """Where the current part and those behind it end, if all before `until` are over with the last line."""
        if len(self._ends) == until:
            return []
        parts = self._parts[len(self._ends) + 1 : until]
        ends = list(accumulate((-len(part) for part in reversed(parts)), initial=len(self._came)))[::-1]
        if not self._part.full or ends[0] < self._full_at:
            return None
        begun = zip(map(self._begin, parts), pairwise(ends), strict=True)
        return ends if all(part.take(line) for part, (a, b) in begun for line in self._came[a:b]) else None


def matcher(session: Session, terminal: str) -> Matcher:
    """The matcher for one terminal of a session."""
    steps = [step.stated for step in session.of(terminal)]
    return Matcher(steps, session.options.any_order, session.has_jobs(terminal))


class Row:
    """Stated lines that come in this order; or a `...`."""

    def __init__(self, fitting: Fitting, stated: Sequence[Stated]) -> None:
        self.open = any(line.text is None for line in stated)  # further lines may come
        self._fitting = fitting
        self._stated = [line for line in stated if line.text is not None]
        self._taken: dict[int, int] = {}  # which of them -> which of the lines that came

    @property
    def missing(self) -> list[Stated]:
        """The stated lines for which none has come."""
        return [line for place, line in enumerate(self._stated) if place not in self._taken]

    @property
    def full(self) -> bool:
        return len(self._taken) == len(self._stated)

    def take(self, line: str) -> bool:
        """Find a place for one more plain line; False where there is none."""
        number = len(self._taken)
        if self.full or self._stated[number].text not in self._fitting(line):
            return self.open
        self._taken[number] = number
        return True

    def pairs(self, lines: Sequence[str]) -> list[Stated | None]:
        """The stated line with which each of these is paired: one by one as long as they fit, then as difflib does."""
        fit = (each.text in self._fitting(line) for each, line in zip(self._stated, lines, strict=False))
        head = len(list(takewhile(bool, fit)))
        ours, theirs = self._stated[head:], [next(iter(self._fitting(line)), "\0") for line in lines[head:]]
        found: list[Stated | None] = [*self._stated[:head], *([None] * len(theirs))]
        for first, line, length in SequenceMatcher(None, [each.text for each in ours], theirs).get_matching_blocks():
            found[head + line : head + line + length] = ours[first : first + length]
        return found


class Bag(Row):
    """Stated lines of which each may be taken for one printed line, in any order, others by a `...` among them.

    Wildcards let a line fit in several places, so this is a maximum bipartite matching, kept up by augmenting paths,
    the shortest first.
    """

    def __init__(self, fitting: Fitting, stated: Sequence[Stated]) -> None:
        super().__init__(fitting, stated)
        self._places: dict[str | None, list[int]] = defaultdict(list)  # a text -> which of the stated lines
        for place, line in enumerate(self._stated):
            self._places[line.text].append(place)
        self._used: Counter[str] = Counter()  # how many places of each text are taken, the first ones
        self._stuck: set[str | None] = set()  # texts from which no free place can be reached any more
        self._came: list[str] = []

    def take(self, line: str) -> bool:
        """Find a place for one more plain line, and others for those in its way; False where there is none."""
        comes: dict[str | None, int] = {}  # a text -> which of the lines would come to one of its places
        leaves: dict[int, int | None] = {len(self._came): None}  # a line -> the place that it would leave
        ahead = [*leaves]
        self._came.append(line)
        for number in ahead:  # grows while it is read
            for text in self._fitting(self._came[number]):
                if text in comes or text in self._stuck:
                    continue
                comes[text] = number
                places = self._places[text]
                if self._used[text] < len(places):
                    place: int | None = places[self._used[text]]
                    self._used[text] += 1
                    while place is not None:
                        self._taken[place] = comes[self._stated[place].text]
                        place = leaves[self._taken[place]]
                    return True
                leaves |= {self._taken[place]: place for place in places}
                ahead += [self._taken[place] for place in places]
        self._stuck |= comes.keys()
        return self.open

    def pairs(self, lines: Sequence[str]) -> list[Stated | None]:
        """The stated line for which each of these is taken, if they all come; as many as possible are."""
        for line in lines:
            self.take(line)
        found: list[Stated | None] = [None] * len(lines)
        for place, number in self._taken.items():
            found[number] = self._stated[place]
        return found
