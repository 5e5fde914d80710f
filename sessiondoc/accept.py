"""Several plays of a session -> what its page should say. Pure: what plays is given.

A stated line that still fits every play stays as it is, wildcards included. Where the plays differ from each other
`[..]` is written, and `...` where not even the number of lines is the same; what is true only here is `[..]` too.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from .compare import compare
from .errors import SessiondocError
from .matching import WILDCARD, is_notice, plain
from .merging import WILD, local, merge, to_state
from .page import CODEBLOCKS, MARKER, REPORT, Page, with_sessions
from .session import Session, SessionError, Stated, Step, parse, write
from .transcript import Transcript

Play = Callable[[Session, bool], Transcript]  # with True: whatever the page states, so that all is recorded
_PLAYS = 3
_ROUNDS = 4  # of three more plays each, where what was to be written did not hold
_TRIES = 10  # of what is to be written, where it varies
_VARIES = re.compile(rf"[\d{WILD}]+")


class NotAcceptableError(SessiondocError):
    """The plays can't be stated on a page; the text says why."""


class _Came(NamedTuple):
    """A line of the page or of one play. They sort as a page states them where their order is no matter."""

    line: int  # where it is stated, or would be: in place of a `...`, or of its step
    shape: str  # of a new one: the text without what tells it from its like
    text: str | None
    step: int  # under which a page states it
    notice: bool


_Rows = Sequence[Sequence[_Came]]  # of several plays
_Placed = list[tuple[int, Stated]]  # each with its step


def accept(session: Session, play: Play, here: Iterable[str] = ()) -> str:
    """The text that the session's fence should have: with which further plays agree.

    `here` are paths that no other machine has. Raises NotAcceptableError where a play does not end by itself, or
    where the plays have too little in common.
    """
    plays: list[Transcript] = []
    why = ""
    for _ in range(_ROUNDS):
        plays += [_ended(session, play(session, True)) for _ in range(_PLAYS)]
        text = accepted(session, plays, here)
        if taken := next(filter(None, (pattern.search(text) for pattern in (MARKER, CODEBLOCKS, REPORT))), None):
            raise NotAcceptableError(f"it prints `{taken[0].strip()}`, which on a page stands for something else")
        # What is waited for may come after a silence, with which a recording ends
        if text == session.text or (not why and _holds(session, play)):
            return session.text
        new = parse(text, session.options, session.page, session.line, session.twin)
        tries = _TRIES if WILDCARD in text or "..." in text else 1
        again = (compare(new, _ended(new, play(new, False))) for _ in range(tries))
        wrong = next((comparison for comparison in again if not comparison.agrees), None)
        if wrong is None:
            return text
        why = wrong.differences[0].text
    raise NotAcceptableError(f"it comes out in another way each time, even with wildcards:\n{why}")


def _holds(session: Session, play: Play) -> bool:
    """Whether plays that wait for what the page states agree with it."""
    return all(compare(session, play(session, False)).agrees for _ in range(_PLAYS))


def _ended(session: Session, play: Transcript) -> Transcript:
    """The play; raises NotAcceptableError, with what had been printed, where it did not end by itself."""
    if play.outcome not in ("ended", "disagrees"):
        raise NotAcceptableError(compare(session, play).differences[0].text)
    return play


def rewritten(page: Page, text: str, texts: dict[int, str]) -> str:
    """The `text` of a page's file, line ends as they are, with other texts in the fences that open at these lines.

    Raises NotAcceptableError where the file is no longer as it was read.
    """
    if text.removeprefix("\ufeff").replace("\r\n", "\n") != page.text.removeprefix("\ufeff"):
        raise NotAcceptableError("the page was changed meanwhile, or ends lines with CR alone: nothing is written")
    return with_sessions(replace(page, text=text), texts)


def accepted(session: Session, plays: Sequence[Transcript], here: Iterable[str] = ()) -> str:
    """The text that the session's fence should have, by these recordings.

    Raises NotAcceptableError where they have too little in common.
    """
    if all(compare(session, play).agrees for play in plays):
        return session.text
    lines: dict[tuple[int, str], list[Stated]] = defaultdict(list)  # under each step, or in a new one behind it
    statuses: dict[int, int] = {}
    for terminal in session.terminals:
        for place, stated in _lines(session, terminal, plays, here):
            lines[place, terminal].append(stated)
        statuses |= _statuses(session, terminal, plays)
    steps: list[Step] = []
    for i, step in enumerate(session.steps):
        steps.append(replace(step, stated=tuple(lines.pop((i, step.terminal), ())), status=statuses.get(i)))
        steps += [Step(of, "watch", stated=tuple(stated)) for (place, of), stated in lines.items() if place == i]
    text = write(steps)
    try:
        new = parse(text, session.options, session.page, session.line, session.twin)
        why = next((wrong.text for play in plays for wrong in compare(new, play).differences), "")
    except SessionError as error:
        why = str(error)
    if why:
        raise NotAcceptableError(f'the plays differ too much from each other; would order="any" be right? {why}')
    return text


def _lines(session: Session, terminal: str, plays: Sequence[Transcript], here: Iterable[str]) -> _Placed:
    """What to state for a terminal, each line with its step.

    Job notices, which may stand at any prompt, are stated at the end of the step under which they stand or came.
    """
    loose = session.options.any_order  # the lines of each step apart, in the order of the page
    tells = is_notice if session.has_jobs(terminal) else (lambda _: False)
    own = {i: step for i, step in enumerate(session.steps) if step.terminal == terminal}
    page = [_Came(line.line, "", line.text, i, tells(line.text)) for i in own for line in own[i].stated]
    dots = {each.step: each.line for each in page if each.text is None}
    pairs = [compare(session, play).pairs[terminal] for play in plays]
    stay = set.intersection(*({line.line for line in each if line} for each in pairs))
    staying = {each.line: each for each in page if each.line in stay}
    came = [page]
    for play, partners in zip(plays, pairs, strict=True):
        came.append([])
        for (step, printed), line in zip(_placed(own, terminal, play), partners, strict=True):
            text, at = merge(local(printed, play.started, here)), dots.get(step, session.steps[step].line)
            new = _Came(at, _VARIES.sub("0", text), text, step, tells(printed))
            came[-1].append(staying.get(line.line, new) if line else new)
    rows: _Placed = []
    for notice, part in sorted({(each.notice, each.step * loose) for lines in came for each in lines}):
        chosen = [[each for each in lines if (each.notice, each.step * loose) == (notice, part)] for lines in came]
        rows += _stated(list(map(sorted, chosen)) if loose or notice else chosen, stay)
    return rows


def _placed(own: Mapping[int, Step], terminal: str, play: Transcript) -> Iterator[tuple[int, str]]:
    """The lines of a terminal, each with the step under which a page would state it.

    What came before something was typed, such as a prompt, stands above that. What came while another terminal was
    being looked at stands under the next `[NAME]`, or else behind the step during which it came.
    """
    typed = -1
    for event in play.events:
        if event.terminal == terminal and event.kind in ("command", "typed", "pressed"):
            typed = event.step
        elif event.terminal == terminal and event.kind == "line":
            place = event.step
            following = next((i for i in own if i > place), place)
            if place in own:
                begun = [i for i in own if i <= place and (i <= typed or own[i].action == "watch")]
                place = max(begun, default=place)
            elif following in own and own[following].action == "watch":
                place = following
            yield place, plain(event.text)


def _stated(came: _Rows, stay: set[int]) -> _Placed:
    """Of the page's lines and those of the plays: what stays, and between it what is new, but for `...`.

    A new line is stated under the step it came under, in the order of the output.
    """
    rows: _Placed = []
    for (old, *gaps), ends in _divided(came, lambda each: each.line in stay):
        new = _merge_plays(gaps)
        dots = [n for n, each in enumerate(old) if each.text is None]
        if dots:
            new[dots[0] : max(dots[0], len(new) - (len(old) - 1 - dots[-1]))] = [(old[dots[0]].step, None)]
        for step, text in new:
            place = max([step, *(row[0] for row in rows[-1:])])
            rows.append((min([place, *(end.step for end in ends[0])]), to_state(text)))
        rows += [(end.step, Stated(end.text)) for end in ends[0]]
    return rows


def _divided(plays: _Rows, divides: Callable[[_Came], bool]) -> Iterator[tuple[_Rows, _Rows]]:
    """For each play what stands before, between and behind the lines that divide, and the one behind it."""
    places = ([-1, *(i for i, each in enumerate(play) if divides(each)), len(play)] for play in plays)
    for column in zip(*map(pairwise, places), strict=True):
        spans = list(zip(plays, column, strict=True))
        yield [play[a + 1 : b] for play, (a, b) in spans], [play[b : b + 1] for play, (_, b) in spans]


def _merge_plays(plays: _Rows) -> list[tuple[int, str | None]]:
    """The lines of several plays as those of one, each with its step.

    Where not even their number is the same, they are divided by those of which each play has as many, as far as they
    come in the same order.
    """
    shapes = [[each.shape for each in play] for play in plays]
    counts = [Counter(play) for play in shapes if len(set(map(len, plays))) > 1]
    alike = {shape for count in counts for shape in count if all(each[shape] == count[shape] for each in counts)}
    crossing: set[str] | None = alike
    while crossing:
        rows = zip(*([shape for shape in play if shape in alike] for play in shapes), strict=True)
        crossing = next((row for row in map(set, rows) if len(row) > 1), None)
        alike -= crossing or set()
    divided = _divided(plays, lambda each: each.shape in alike)
    return [line for gaps, between in divided for rows in (gaps, between) for line in _columns(rows)]


def _columns(plays: _Rows) -> list[tuple[int, str | None]]:
    """The lines of several plays, the first with the first; `...` (None) where not all have as many."""
    if len(set(map(len, plays))) > 1:
        return [(max(each.step for play in plays for each in play), None)]
    rows = list(zip(*plays, strict=True))
    steps = [(min if row[0].notice else max)(each.step for each in row) for row in rows]
    return list(zip(steps, (merge(*(each.text or "" for each in row)) for row in rows), strict=True))


def _statuses(session: Session, terminal: str, plays: Sequence[Transcript]) -> dict[int, int]:
    """Of each command that did not end with 0: under which of its steps `? N` stands, and N."""
    found = {tuple(c.status or 0 for c in play.commands if c.terminal == terminal) for play in plays}
    if len(found) > 1:
        raise NotAcceptableError(f"the exit statuses differ from play to play: {sorted(found)}")
    places: list[int] = []  # for each command the step that states its status, or else its last
    for i, step in enumerate(session.steps):
        if step.terminal == terminal and step.action == "run":
            places.append(i)
        elif step.terminal == terminal and session.steps[places[-1]].status is None:
            places[-1] = i
    each = zip(places, found.pop(), strict=False)
    return {i: status for i, status in each if status or session.steps[i].status == 0}  # `? 0` waits for the end
