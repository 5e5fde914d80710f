"""Several plays of a session -> what its page should say.

A stated line that still fits every play stays as it is, wildcards included.
Where the plays differ from each other `[..]` is written, and `...` where not
even the number of lines is the same. Pure.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import reduce
from itertools import zip_longest

from .compare import WILDCARD, LineSet, align, disagreements, plain
from .errors import SessiondocError
from .session import Session, SessionError, Stated, Step, parse, write
from .transcript import Transcript

_TOKENS = re.compile(r"\[\.\.\]|\d+(?:\.\d+)*|[A-Za-z_]+|.")


class NotAcceptableError(SessiondocError):
    """The plays can't be stated on a page; the text says why."""


@dataclass(frozen=True)
class _Came:
    """A line as it came in all plays (None: `...`), and the step it came under."""

    text: str | None
    step: int


def accepted(session: Session, plays: Sequence[Transcript]) -> str:
    """The text that the session's fence should have.

    `plays` are recordings. Raises NotAcceptableError where one of them did not end
    by itself, or where they have too little in common.
    """
    for play in plays:
        if play.outcome != "ended":
            raise NotAcceptableError(play.problem)
    if not any(disagreements(session, play) for play in plays):
        return session.text
    steps = list(session.steps)
    new: dict[int, list[Step]] = defaultdict(list)  # steps to insert behind a step
    for terminal in session.terminals:
        own = [i for i, step in enumerate(steps) if step.terminal == terminal]
        lines = (_any_order if session.options.any_order else _in_order)(session, terminal, plays)
        for place, stated in lines.items():
            if place in own:
                steps[place] = replace(steps[place], stated=tuple(stated))
            else:
                new[place].append(Step(terminal, "watch", stated=tuple(stated)))
        _state_statuses(steps, own, plays)
    text = write([each for i, step in enumerate(steps) for each in (step, *new[i])])
    try:
        session = parse(text, session.options)
    except SessionError as error:
        raise NotAcceptableError(f"the plays differ too much from each other: {error}") from None
    if any(disagreements(session, play) for play in plays):
        raise NotAcceptableError('the plays differ too much from each other; would order="any" be right?')
    return text


def merge(first: str, second: str) -> str:
    """Two printed lines as one, with `[..]` where they differ."""
    a, b = _TOKENS.findall(first), _TOKENS.findall(second)
    merged = ""
    for operation, start, end, _, _ in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        piece = "".join(a[start:end]) if operation == "equal" else WILDCARD
        merged += "" if piece == WILDCARD and merged.endswith(WILDCARD) else piece
    return merged


def _in_order(session: Session, terminal: str, plays: Sequence[Transcript]) -> dict[int, list[Stated]]:
    """What to state for a terminal: step -> lines; a new step for one not its own."""
    owner = [(i, line) for i, step in enumerate(session.steps) if step.terminal == terminal for line in step.stated]
    stated = [line for _, line in owner]
    came = [_came(session, terminal, play) for play in plays]
    pairs = [align(stated, [each.text or "" for each in lines]) for lines in came]
    partners = [{i: j for i, j in pairing if i is not None and j is not None} for pairing in pairs]
    result: dict[int, list[Stated]] = {i: [] for i, step in enumerate(session.steps) if step.terminal == terminal}
    start, at = 0, [0] * len(plays)
    for i in [*(i for i in range(len(stated)) if all(i in found for found in partners)), len(stated)]:
        ends = [found.get(i, len(lines)) for found, lines in zip(partners, came, strict=True)]
        gap = reduce(_merge_plays, (lines[a:b] for lines, a, b in zip(came, at, ends, strict=True)))
        _fill(result, owner[start:i], gap, owner[i][0] if i < len(owner) else len(session.steps))
        if i < len(owner):  # a line that fits every play stays
            result[owner[i][0]].append(stated[i])
        start, at = i + 1, [end + 1 for end in ends]
    return result


def _fill(
    result: dict[int, list[Stated]], stated: Sequence[tuple[int, Stated]], came: Sequence[_Came], until: int
) -> None:
    """Between two lines that stay: replace what no longer comes by what does, but for `...`."""
    dots = [n for n, (_, line) in enumerate(stated) if line.text is None]
    head = min(dots[0], len(came)) if dots else len(came)
    tail = max(head, len(came) - (len(stated) - dots[-1] - 1)) if dots else len(came)
    for each in came[:head]:
        _put(result, each, until)
    for step, line in [stated[n] for n in dots[:1]]:
        result[step].append(line)
    for each in came[tail:]:
        _put(result, each, until)


def _put(result: dict[int, list[Stated]], came: _Came, until: int) -> None:
    """State a new line under the step it came under, in the order of the output."""
    filled = [step for step, lines in result.items() if lines]
    place = min(max([came.step, *filled]), until)
    result.setdefault(place, []).append(Stated(came.text))


def _any_order(session: Session, terminal: str, plays: Sequence[Transcript]) -> dict[int, list[Stated]]:
    """The same for order="any": what no stated line was taken for is paired by sorting."""
    result = {i: list(step.stated) for i, step in enumerate(session.steps) if step.terminal == terminal}
    for play in plays:
        lines = LineSet(0, [line for stated in result.values() for line in stated])
        for printed in play.output(terminal):
            lines.take(printed)
        gone = set(map(id, lines.missing))
        result = {i: [line for line in stated if id(line) not in gone] for i, stated in result.items()}
    rest: list[dict[int, list[str]]] = []  # for each play: step -> lines without a partner
    for play in plays:
        lines = LineSet(0, [line for stated in result.values() for line in stated])
        rest.append(defaultdict(list))
        for came in _came(session, terminal, play):
            if not lines.take(came.text or ""):
                rest[-1][came.step].append(came.text or "")
    for step in sorted({step for lines in rest for step in lines}):
        columns = list(zip_longest(*(sorted(lines[step]) for lines in rest)))
        merged = [Stated(reduce(merge, column)) for column in columns if None not in column]
        more = [Stated(None)] if len(merged) < len(columns) else []
        result[step] = merged + result.get(step, []) + more
    return result


def _came(session: Session, terminal: str, play: Transcript) -> list[_Came]:
    """The lines of a terminal, each with the step under which a page would state it.

    What came while another terminal was being looked at stands under the next
    `[NAME]`, or else behind the step during which it came.
    """
    own = {i: step for i, step in enumerate(session.steps) if step.terminal == terminal}
    came = []
    for event in play.events:
        if event.kind == "line" and event.terminal == terminal:
            place = event.step
            following = next((i for i in own if i > place), None)
            if place not in own and following is not None and own[following].action == "watch":
                place = following
            came.append(_Came(plain(event.text), place))
    return came


def _merge_plays(first: Sequence[_Came], second: Sequence[_Came]) -> list[_Came]:
    a, b = [each.text for each in first], [each.text for each in second]
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    if len(first) == len(second):
        blocks = [("replace", 0, len(first), 0, len(second))]
    merged: list[_Came] = []
    for operation, i, i_end, j, j_end in blocks:
        if operation == "equal" or i_end - i == j_end - j:
            for one, other in zip(first[i:i_end], second[j:j_end], strict=True):
                text = None if one.text is None or other.text is None else merge(one.text, other.text)
                merged.append(_Came(text, max(one.step, other.step)))
        else:
            merged.append(_Came(None, [*first, *second][min(i, len(first) - 1)].step))
    return merged


def _state_statuses(steps: list[Step], own: Sequence[int], plays: Sequence[Transcript]) -> None:
    """Write `? N` under the last step of each command that did not end with 0."""
    terminal = steps[own[0]].terminal
    statuses = {tuple(c.status for c in play.commands if c.terminal == terminal) for play in plays}
    if len(statuses) > 1:
        raise NotAcceptableError(f"the exit statuses differ from play to play: {sorted(statuses, key=str)}")
    began = [i for i in own if steps[i].action == "run"]
    for status, start, end in zip(statuses.pop(), began, [*began[1:], len(steps)], strict=True):
        group = [i for i in own if start <= i < end]
        at = next((i for i in group if steps[i].status is not None), group[-1])
        stated = status != 0 or steps[at].status == 0  # `? 0` may stand: it waits for the end
        steps[at] = replace(steps[at], status=status if stated else None)
