"""Several plays of a session -> what its page should say. Pure: what plays is given.

A stated line that still fits every play stays as it is, wildcards included. Where the plays differ from each other
`[..]` is written, and `...` where not even the number of lines is the same; what is true only here is `[..]` too.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import reduce
from itertools import pairwise

from .compare import compare
from .errors import SessiondocError
from .matching import WILDCARD, is_notice, plain
from .merging import WILD, local, merge, to_state
from .page import Page, with_sessions
from .session import Session, SessionError, Stated, Step, parse, write
from .transcript import Transcript

Play = Callable[[Session, bool], Transcript]  # with True: whatever the page states, so that all is recorded
_PLAYS = 3
_ROUNDS = 4  # of three more plays each, where what was to be written did not hold
_TRIES = 10  # of what is to be written, where it varies
_VARIES = re.compile(rf"[\d{WILD}]+")


class NotAcceptableError(SessiondocError):
    """The plays can't be stated on a page; the text says why."""


@dataclass(frozen=True)
class _Came:
    """A line as it came in all plays (None: `...`), and the step it came under.

    For one play: as it was printed, and the number of the stated line it was taken for (0: of none).
    """

    text: str | None
    step: int
    printed: str = ""
    stated: int = 0

    @property
    def shape(self) -> str | None:
        """The line without what tells it from its like."""
        return None if self.text is None else _VARIES.sub("0", self.text)


def accept(session: Session, play: Play, here: Iterable[str] = ()) -> str:
    """The text that the session's fence should have: with which further plays agree.

    `here` are paths that no other machine has. Raises NotAcceptableError where a play does not end by itself, or
    where the plays have too little in common.
    """
    plays: list[Transcript] = []
    why = ""
    for _ in range(_ROUNDS):
        for _ in range(_PLAYS):
            plays.append(play(session, True))
            _ended(session, plays[-1])
        text = accepted(session, plays, here)
        if "--8<--" in text:
            raise NotAcceptableError("it prints `--8<--`, in place of which a page shows a file")
        if text == session.text:
            return text
        new = parse(text, session.options, session.page, session.line, session.twin)
        varies = text.count(WILDCARD) + text.count("...") > session.text.count(WILDCARD) + session.text.count("...")
        again = (compare(new, play(new, False)) for _ in range(_TRIES if varies else 1))
        wrong = next((comparison for comparison in again if not comparison.agrees), None)
        if wrong is None:
            return text
        _ended(new, wrong.transcript)
        why = wrong.differences[0].text
    raise NotAcceptableError(f"it comes out in another way each time, even with wildcards:\n{why}")


def _ended(session: Session, play: Transcript) -> None:
    """Raise NotAcceptableError, with what had been printed, where a play did not end by itself."""
    if play.outcome not in ("ended", "disagrees"):
        raise NotAcceptableError(compare(session, play).differences[0].text)


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
    for play in plays:
        _ended(session, play)
    if all(compare(session, play).agrees for play in plays):
        return session.text
    steps = list(session.steps)
    new: dict[int, list[Step]] = defaultdict(list)  # steps to insert behind a step
    for terminal in session.terminals:
        pairs = [compare(session, play).pairs[terminal] for play in plays]
        stay = set.intersection(*({stated.line for stated in each if stated} for each in pairs))
        came = [_came(session, terminal, play, each, here) for play, each in zip(plays, pairs, strict=True)]
        own = {i: step for i, step in enumerate(session.steps) if step.terminal == terminal}
        for place, stated in (_any_order if session.options.any_order else _in_order)(own, came, stay).items():
            if place in own:
                steps[place] = replace(steps[place], stated=tuple(stated))
            else:
                new[place].append(Step(terminal, "watch", stated=tuple(stated)))
        _state_statuses(steps, list(own), plays)
    text = write([each for i, step in enumerate(steps) for each in (step, *new[i])])
    try:
        session = parse(text, session.options, session.page, session.line, session.twin)
    except SessionError as error:
        raise NotAcceptableError(f"the plays differ too much from each other: {error}") from None
    if any(not compare(session, play).agrees for play in plays):
        raise NotAcceptableError('the plays differ too much from each other; would order="any" be right?')
    return text


def _came(
    session: Session, terminal: str, play: Transcript, pairs: Sequence[Stated | None], here: Iterable[str]
) -> list[_Came]:
    """The lines of a terminal, each with the step under which a page would state it.

    What came before something was typed, such as a prompt, stands above that. What came while another terminal was
    being looked at stands under the next `[NAME]`, or else behind the step during which it came.
    """
    own = {i: step for i, step in enumerate(session.steps) if step.terminal == terminal}
    came, typed, partners = [], -1, iter(pairs)
    for event in play.events:
        if event.terminal == terminal and event.kind in ("command", "typed", "pressed"):
            typed = event.step
        elif event.terminal == terminal and event.kind == "line":
            place = event.step
            if place in own and own[place].action != "watch" and place > typed:
                place = max((i for i in own if i < place), default=place)
            following = next((i for i in own if i > place), None)
            if place not in own and following is not None and own[following].action == "watch":
                place = following
            printed, stated = plain(event.text), next(partners)
            came.append(_Came(merge(local(printed, play.started, here)), place, printed, stated.line if stated else 0))
    return came


def _in_order(own: Mapping[int, Step], came: Sequence[list[_Came]], stay: set[int]) -> dict[int, list[Stated]]:
    """What to state for a terminal: step -> lines; a new step for one not its own.

    Job notices, which may stand at any prompt, are stated at the end of the step under which they stand or came.
    """
    result: dict[int, list[Stated]] = {i: [] for i in own}
    stated = [(i, line) for i, step in own.items() for line in step.stated if not is_notice(line.text)]
    ordered = {line.line for _, line in stated if line.line in stay}
    lines = [[each for each in play if each.stated in ordered or not is_notice(each.printed)] for play in came]
    gone = _between(stated, [line.line in ordered for _, line in stated])
    gaps = [_between(play, [each.stated in ordered for each in play]) for play in lines]
    staying = [(i, line) for i, line in stated if line.line in ordered]
    for n, between in enumerate(gone):
        until = staying[n][0] if n < len(staying) else None
        _fill(result, between, _merge_plays([each[n] for each in gaps]), until)
        if until is not None:
            result[until].append(staying[n][1])
    for i, step in own.items():
        result[i] += [line for line in step.stated if line.line in stay and is_notice(line.text)]
    notices = [[each for each in play if is_notice(each.printed) and each.stated not in stay] for play in came]
    for column in zip(*notices, strict=False):
        result.setdefault(column[0].step, []).append(to_state(merge(*(line.text or "" for line in column))))
    return result


def _between[T](rows: Sequence[T], marked: Sequence[bool]) -> list[Sequence[T]]:
    """What stands before, between and behind the marked rows."""
    at = [-1, *(i for i, mark in enumerate(marked) if mark), len(rows)]
    return [rows[i + 1 : j] for i, j in pairwise(at)]


def _fill(
    result: dict[int, list[Stated]], stated: Sequence[tuple[int, Stated]], came: Sequence[_Came], until: int | None
) -> None:
    """Between two lines that stay: replace what no longer comes by what does, but for `...`.

    A new line is stated under the step it came under, in the order of the output.
    """
    dots = [n for n, (_, line) in enumerate(stated) if line.text is None]
    head = min(dots[0], len(came)) if dots else len(came)
    tail = max(head, len(came) - (len(stated) - dots[-1] - 1)) if dots else len(came)
    for each in [*came[:head], None, *came[tail:]]:
        if each:
            place = max([each.step, *(step for step, lines in result.items() if lines)])
            result.setdefault(place if until is None else min(place, until), []).append(to_state(each.text))
        elif dots:
            result[stated[dots[0]][0]].append(Stated(None))


def _any_order(own: Mapping[int, Step], came: Sequence[list[_Came]], stay: set[int]) -> dict[int, list[Stated]]:
    """The same for order="any": what no stated line was taken for is paired by sorting."""
    result = {i: [line for line in step.stated if line.text is None or line.line in stay] for i, step in own.items()}
    if any(line.text is None for stated in result.values() for line in stated):
        return result
    rest = [[each for each in play if each.stated not in stay] for play in came]
    for step in sorted({each.step for play in rest for each in play}):
        texts = [sorted((each.text or "" for each in play if each.step == step), key=_beside) for play in rest]
        merged = [to_state(merge(*column)) for column in zip(*texts, strict=False)]
        more = [Stated(None)] if len(set(map(len, texts))) > 1 else []
        result[step] = merged + result.get(step, []) + more
    return result


def _beside(line: str) -> tuple[str, str]:
    """Puts a line beside those that differ from it in numbers only."""
    return _VARIES.sub("0", line), line


def _merge_plays(plays: Sequence[Sequence[_Came]]) -> Sequence[_Came]:
    if len(set(map(len, plays))) > 1:
        return reduce(_merge_two, plays)
    lines = zip(*plays, strict=True)
    return [_Came(merge(*(each.text or "" for each in line)), max(each.step for each in line)) for line in lines]


def _merge_two(first: Sequence[_Came], second: Sequence[_Came]) -> list[_Came]:
    """Two plays with not the same number of lines: `...` where one has more, for these and those like them beside."""
    a, b = [each.shape for each in first], [each.shape for each in second]
    merged: list[_Came] = []
    more: set[str | None] = set()  # what the `...` that was just written stands for
    for _, i, i_end, j, j_end in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if i_end - i != j_end - j:
            more = {*a[i:i_end], *b[j:j_end]}
            while merged and merged[-1].shape in more:
                merged.pop()
            merged.append(_Came(None, [*first, *second][min(i, len(first) - 1)].step))
            continue
        for one, other in zip(first[i:i_end], second[j:j_end], strict=True):
            if one.shape not in more:
                text = None if one.text is None or other.text is None else merge(one.text, other.text)
                merged.append(_Came(text, max(one.step, other.step)))
                more = set()
    return merged


def _state_statuses(steps: list[Step], own: Sequence[int], plays: Sequence[Transcript]) -> None:
    """Write `? N` under the last step of each command that did not end with 0."""
    terminal = steps[own[0]].terminal
    statuses = {tuple(c.status for c in play.commands if c.terminal == terminal) for play in plays}
    if len(statuses) > 1:
        raise NotAcceptableError(f"the exit statuses differ from play to play: {sorted(statuses, key=str)}")
    began = [i for i in own if steps[i].action == "run"]
    found = statuses.pop()
    if len(found) < len(began):
        raise NotAcceptableError(f"`{steps[began[len(found)]].text}` was never run: its terminal had ended")
    for status, start, end in zip(found, began, [*began[1:], len(steps)], strict=True):
        group = [i for i in own if start <= i < end]
        at = next((i for i in group if steps[i].status is not None), group[-1])
        stated = status != 0 or steps[at].status == 0  # `? 0` may stand: it waits for the end
        steps[at] = replace(steps[at], status=status if stated else None)
