"""A terminal's screen as a list of lines: what a person sees of the bytes that programs print.

Of control characters and escape sequences those that work within a line do
what they do in a terminal: colours, tabs, backspace, carriage return, erasing.
Those that print nothing vanish. What a list of lines can't show is refused by
its name: a cursor that moves to another line, the alternate screen. Pure.
"""

import codecs
import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby

MARGIN = 80  # columns; where the text goes on beyond, the screen is as wide as that

_STRING = r"\x1b[\]PX^_][^\x07\x18\x1a\x1b]*"  # titles, links and the like: up to BEL or ST, shown nowhere
_TOKEN = re.compile(
    r"(?P<text>[^\x00-\x08\n-\x1f\x7f]+)|(?P<end>\r*\n|[\v\f])"
    rf"|{_STRING}(?:[\x07\x18\x1a]|\x1b\\|(?=\x1b))"
    r"|\x1b(?P<sequence>\[[0-?]*[ -/]*[@-~]|[ -/]*[0-~])|(?P<control>[\x00-\x1f\x7f])"
)
_OPEN = re.compile(rf"(?:\x1b(?:\[[0-?]*[ -/]*|[ -/]*)|{_STRING}\x1b?|\r)\Z")  # a sequence whose end may still come
_MOVES = "moves the cursor to another line"
_REFUSED = {
    **dict.fromkeys(("[A", "[B", "[E", "[F", "[H", "[f", "[d", "[e", "M", "D", "E"), _MOVES),
    **dict.fromkeys(("[L", "[M", "[S", "[T", "[r"), "moves lines that stand on the screen"),
    **dict.fromkeys(("[1J", "[2J", "[3J", "c"), "clears the screen"),
    **dict.fromkeys(("7", "8", "[s", "[u"), "saves the cursor's place and goes back there"),
    **dict.fromkeys(("(0", ")0", "*0", "+0"), "draws lines by another character set"),
    "[b": "repeats a character",
    **dict.fromkeys(("[?47h", "[?1047h", "[?1049h"), "switches to the alternate screen"),
}
# Of SGR: what switches something on -> what switches it off
_OFF = {1: 22, 2: 22, 3: 23, 4: 24, 5: 25, 6: 25, 7: 27, 8: 28, 9: 29}
_OFF |= dict.fromkeys((*range(30, 39), *range(90, 98)), 39) | dict.fromkeys((*range(40, 49), *range(100, 108)), 49)
_BLANK = (" ", "")


def _names(sequence: str) -> list[str]:
    """By what _REFUSED knows a sequence: where its numbers matter, by each of them."""
    if not sequence.startswith("[") or sequence[-1] not in "Jh":
        return [f"[{sequence[-1]}" if sequence.startswith("[") else sequence]
    mark = "?" if sequence.startswith("[?") else ""
    numbers = sequence[1:-1].removeprefix("?").split(";")
    return [f"[{mark}{number.lstrip('0')}{sequence[-1]}" for number in numbers]


class ScreenError(Exception):
    """A program prints what a list of lines can't show; the text names it."""


class Screen:
    """The screen of one command: bytes in, whole lines out; colour goes on over their ends.

    `line` is the line that is not whole yet. A line's text has colours as SGR
    sequences, begun and ended within it, and no other control character than tab.
    """

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("backslashreplace")
        self._rest = ""  # an unfinished sequence
        self._style: dict[int, str] = {}  # what would switch it off -> what switched it on
        self._plain = ""  # the line, as long as it is nothing but text
        self._cells: list[tuple[str, str]] = []  # else its columns: character ("": its second half) and style
        self._x = 0

    def feed(self, data: bytes) -> Iterator[str]:
        """The lines that `data` completes. Raises ScreenError."""
        text = self._rest + self._decoder.decode(data)
        unfinished = _OPEN.search(text)
        self._rest = unfinished[0] if unfinished else ""
        for token in _TOKEN.finditer(text, 0, len(text) - len(self._rest)):
            kind, found = token.lastgroup, token[0]
            if kind == "text":
                self._put(found)
            elif kind == "end":
                column = 0
                if not found.startswith("\r"):
                    self._spread()
                    column = self._x
                yield self.take()
                self._plain = " " * column
            elif kind == "sequence":
                if does := next(filter(None, map(_REFUSED.get, _names(found[1:]))), None):
                    raise ScreenError(f"what it prints {does} (ESC {found[1:]}), which a list of lines can't show")
                if found[1] == "[":
                    self._sequence(found[2:-1], found[-1])
            elif found in ("\b", "\r"):
                self._sequence("", "D" if found == "\b" else "G")

    def take(self) -> str:
        """The line as it stands; a new one begins."""
        line, self._plain, self._cells, self._x = self.line, "", [], 0
        return line

    @property
    def line(self) -> str:
        runs = ((style, "".join(text for text, _ in run)) for style, run in groupby(self._cells, lambda cell: cell[1]))
        return self._plain + "".join(f"{style}{text}\x1b[m" if style else text for style, text in runs)

    def _put(self, text: str) -> None:
        if self._cells or self._x or self._style:
            self._spread()
            self._write(text, f"\x1b[{';'.join(self._style.values())}m" if self._style else "")
        else:
            self._plain += text

    def _spread(self) -> None:
        """The line has columns from now on."""
        plain, self._plain = self._plain, ""
        self._write(plain, "")

    def _write(self, text: str, style: str) -> None:
        for character in text:
            if character == "\t":
                self._x += 8 - self._x % 8
            elif unicodedata.category(character) not in ("Mn", "Me", "Cf"):
                wide = unicodedata.east_asian_width(character) in "WF"
                self._over([(character, style), ("", style)][: 1 + wide])
                self._x += 1 + wide
            elif 0 < self._x <= len(self._cells):  # an accent, say, on what stands before it
                at = self._x - (1 if self._cells[self._x - 1][0] else 2)
                self._cells[at] = (self._cells[at][0] + character, self._cells[at][1])

    def _over(self, new: list[tuple[str, str]]) -> None:
        """Put columns at the cursor; of a wide character that loses a half nothing is left."""
        self._cells += [_BLANK] * (self._x - len(self._cells))
        for edge in (self._x, self._x + len(new)):
            if edge < len(self._cells) and not self._cells[edge][0]:
                self._cells[edge - 1 : edge + 1] = [_BLANK] * 2
        self._cells[self._x : self._x + len(new)] = new

    def _sequence(self, parameters: str, final: str) -> None:
        """Do what a control sequence does within the line."""
        if final == "m" and not parameters.startswith((">", "?")):
            self._colour(parameters)
        if final not in "CDGJKPX@":
            return
        self._spread()
        first = parameters.partition(";")[0]
        number = int(first[:9]) if first.isdecimal() else 0  # more than any screen has
        cells, times, right = self._cells, number or 1, max(MARGIN - 1, len(self._cells))
        if final == "C":
            self._x = min(self._x + times, max(self._x, right))
        elif final == "D":
            self._x = max(self._x - times, 0)
        elif final == "G":
            self._x = min(times - 1, right)
        elif final == "K" and number:  # 1: up to the cursor, 2: all
            cells[: self._x + 1 if number == 1 else None] = [_BLANK] * (self._x + 1) * (number == 1)
        elif final == "@":
            self._over([])
            cells[self._x : self._x] = [_BLANK] * min(times, MARGIN)
        else:  # P, X, K, J: from the cursor on
            gone = len(cells[self._x :][: times if final in "PX" else None])
            self._over([_BLANK] * gone)
            if final != "X":
                del cells[self._x : self._x + gone]

    def _colour(self, parameters: str) -> None:
        """SGR: what holds from here on."""
        parameters = re.sub(r"\b([34]8:2):\d*:(?=\d+:\d+:\d+(?:;|$))", r"\1:", re.sub(r"\b4:\d", "4", parameters))
        items = iter(parameters.replace(":", ";").split(";"))
        for item in items:
            code = int(item[:9]) if item.isdecimal() else 0
            if code in (38, 48, 58):
                kind = next(items, "")
                item = ";".join([item, kind, *(next(items, "0") for _ in range({"2": 3, "5": 1}.get(kind, 0)))])
            if code in _OFF:
                self._style[_OFF[code]] = item
            elif code == 0:
                self._style.clear()
            else:
                self._style.pop(code, None)


def visible(text: str) -> str:
    """A piece of a printed line without sequences and control characters, from the last carriage return in it on."""
    kept = "".join(token[0] for token in _TOKEN.finditer(text) if token.lastgroup == "text" or token[0] == "\r")
    return kept.rstrip("\r").rpartition("\r")[2]
