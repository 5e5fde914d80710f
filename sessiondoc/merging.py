"""What the same line was in several plays -> one line to state, with wildcards where it may differ. Pure.

A wildcard is the character WILD here, which no line has: of control characters a screen keeps none.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import takewhile

from .matching import WILDCARD
from .session import Stated

WILD = "\0"
_WORDS = re.compile(r"[ \t]+|[^ \t]+")
_TOKENS = re.compile(r"[A-Za-z0-9_]+(?:\.\d+)*|.", re.DOTALL)
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_NUMBERED = re.compile(rf"[A-Za-z_]+{WILD}|{WILD}[A-Za-z_]+")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_CLOCK = r"\d{1,2}:\d\d:\d\d(?:[.,]\d+)?"
_PORT = r"(?:3276[89]|327[7-9]\d|32[89]\d\d|3[3-9]\d{3}|[45]\d{4}|60\d{3})(?!\d)"  # those that the kernel chooses from
_PYTHON = r"/(?:bin/(?:python|pypy)[\d.]*t?|lib/(?:python|pypy)3\.\d+t?)"
_LOCAL = {
    r"0x[0-9A-Fa-f]{6,}": f"0x{WILD}",
    r"((?<![A-Za-z])(?i:p?pid)\W{0,3})\d+": rf"\1{WILD}",
    r"^(\[\d+\] )\d+$": rf"\1{WILD}",  # what a shell says of a job
    rf"\b(?:{'|'.join(_MONTHS)}) [ \d]\d \d{{4}}, {_CLOCK}\) \[[^]]+\]": f"{WILD}) [{WILD}]",  # a build
    rf"((?<=\d:)|(?<=localhost:)|(?<=\]:)|(?<=', )|(?:(?i:port)|端口)\W{{0,3}}){_PORT}": rf"\1{WILD}",
    rf"(?:{WILD}|(?<![^\s\"'=(])(?:/[^\s\"':,/]+)+){_PYTHON}(?![\w.])": WILD,
    rf'({WILD}[^"{WILD}]*", line )\d+': rf"\1{WILD}",  # of a library, which belongs to a version
}


def local(line: str, started: str, here: Iterable[str] = ()) -> str:
    """A printed line with WILD for what is true only there and then.

    That is dates and times of the play, which `started` then (UTC, ISO 8601), paths of the interpreter and what lies
    `here`, numbers that the system gives to processes and ports, addresses of objects.
    """
    for path in here:
        line = line.replace(path, WILD)
    for pattern, stated in {_times(started[:16]): WILD, **_LOCAL}.items():
        line = re.sub(pattern, stated, line)
    return line


@cache
def _times(minute: str) -> str:
    """Matches a date or a time of this minute (UTC) or the two that follow it, as it is written in some time zone."""
    now, dates = datetime.fromisoformat(minute).replace(tzinfo=UTC), []
    for each in (now + timedelta(days) for days in (-1, 0, 1)):
        year, month, number, name = each.year, each.month, each.day, _MONTHS[each.month - 1]
        dates += [
            rf"{year}[-/.年]?0?{month}[-/.月]?0?{number}日?",
            rf"(?:[A-Z][a-z]{{2}},? )?(?:0?{number}[ /-]{name}[ /-]{year}|{name} +0?{number}(?!\d)(?:,? {year})?)",
            rf"0?{month}/0?{number}/(?:{year // 100})?{year % 100}",
            rf"(?<=\(){year}, {month}, {number}(?:, \d+)*(?=[,)])",
        ]
    zone = r"(?: ?(?:Z|UTC|GMT|[-+]\d\d:?\d\d)\b)?"
    minutes = "|".join(f"{(now.minute + later) % 60:02}" for later in (0, 1, 2, 15, 16, 17, 30, 31, 32, 45, 46, 47))
    seconds = str(int(now.timestamp()))[:5]  # since 1970; the rest is about a day
    return (
        rf"(?<!\d)(?:{'|'.join(dates)})(?!\d)(?:[T ,:]+{_CLOCK})?{zone}(?: 20\d\d)?"
        rf"|(?<![\d:.])\d\d:(?:{minutes})(?::\d\d(?:[.,]\d+)?)?(?![\d:])"
        rf"|(?<![\d.]){seconds}\d{{5}}(?:\d{{3}}|\d{{6}}|\d{{9}}|\.\d+)?(?!\d)"
    )


def merge(*lines: str) -> str:
    """The same line of several plays as one, with WILD, and without the blanks beside it, where they differ."""
    rows = [_WORDS.findall(line) for line in lines]
    columns = zip(*rows, strict=True) if len(set(map(len, rows))) == 1 else [lines]
    line = "".join(map(_merge_words, columns))
    # Without what may be there by chance: signs, padding, digits between wildcards
    line = re.sub(rf"(?<![^\s=(\[,:|])[-+]{WILD}", WILD, line)
    line = re.sub(rf"(?<![ \t])[ \t]{{2,}}(?={WILD})|(?<={WILD})[ \t]{{2,}}", "", line)
    line = re.sub(rf"(?<=\|) (?={WILD})|(?<={WILD}) (?=\|)", "", line)
    line = re.sub(rf"{WILD}([^{WILD}]*)(?={WILD})", lambda gap: WILD if _chance(gap[1]) else gap[0], line)
    return re.sub(f"{WILD}+", WILD, line)


def _merge_words(words: Sequence[str]) -> str:
    rows = [_TOKENS.findall(word) for word in words]
    if len(set(map(len, rows))) == 1:
        return "".join(map(_merge_tokens, zip(*rows, strict=True)))
    head = _common(rows)
    tail = _common([row[len(head) :][::-1] for row in rows])[::-1]
    return "".join([*head, WILD, *tail])


def _merge_tokens(tokens: Sequence[str]) -> str:
    """Of names with a number, and of numbers with a unit, only the number may differ."""
    if len(set(tokens)) == 1:
        return tokens[0]
    form, *others = {_NUMBER.sub(WILD, token) for token in tokens}
    return form if not others and _NUMBERED.fullmatch(form) else WILD


def _common(rows: Sequence[Sequence[str]]) -> list[str]:
    """What all the rows begin with."""
    return [column[0] for column in takewhile(lambda column: len(set(column)) == 1, zip(*rows, strict=False))]


def _chance(gap: str) -> bool:
    """May what stands between two wildcards be equal by chance? Not words, nor what divides two words."""
    rest = re.sub(r"(?<![A-Za-z])[0-9a-f]+(?![A-Za-z])", "0", gap)
    return not any(map(str.isalpha, rest)) and ("0" in rest or not re.search(r"\s", rest))


def to_state(line: str | None) -> Stated:
    """A merged line as a page states it; None for `...`."""
    return Stated(line and re.sub(rf"\\*{WILD}", lambda _: WILDCARD, line.replace(WILDCARD, "\\" + WILDCARD)))
