"""A terminal's screen as a list of lines: what a person sees of the bytes that programs print.

Of control characters and escape sequences those that work within a line do
what they do in a terminal: colours, tabs, backspace, carriage return, erasing.
Those that print nothing vanish. What a list of lines can't show is refused by
its name: a cursor that moves to another line, the alternate screen. This
module is pure.
"""

import codecs
import re
import unicodedata
from collections.abc import Iterator

MARGIN = 80  # columns; where the text goes on beyond, the screen is as wide as that

_STRING = r"\x1b[\]PX^_][^\x07\x18\x1a\x1b]*"  # titles, links and the like: up to BEL or ST, shown nowhere
_TOKEN = re.compile(
    r"(?P<text>[^\x00-\x08\n-\x1f\x7f]+)|(?P<end>\r*\n|[\v\f])"
    rf"|\x1b\[(?P<csi>[0-?]*[ -/]*[@-~])|{_STRING}(?:[\x07\x18\x1a]|\x1b\\|(?=\x1b))"
    r"|\x1b[ -/]*(?P<escape>[0-~])|(?P<control>[\x00-\x1f\x7f])"
)
_OPEN = re.compile(rf"\x1b(?:\[[0-?]*[ -/]*|[ -/]*)\Z|{_STRING}\x1b?\Z")  # a sequence whose end is still to come
_SWITCHES = {1: 22, 2: 22, 3: 23, 4: 24, 5: 25, 6: 25, 7: 27, 8: 28, 9: 29}  # of SGR: on -> off

_MOVES = "moves the cursor to another line"
_REFUSED = {
    **dict.fromkeys(("A", "B", "E", "F", "H", "f", "d", "e", "ESC M", "ESC D", "ESC E"), _MOVES),
    **dict.fromkeys(("L", "M", "S", "T", "r"), "moves lines that stand on the screen"),
    **dict.fromkeys(("1J", "2J", "3J", "ESC c"), "clears the screen"),
    **dict.fromkeys(("?47h", "?1047h", "?1049h"), "switches to the alternate screen"),
}


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
        self._style: dict[int, str] = {}
        self._plain = ""  # the line, as long as it is nothing but text
        self._cells: list[tuple[str, str]] | None = None  # else its columns: character and style
        self._x = 0

    def feed(self, data: bytes) -> Iterator[str]:
        """The lines that `data` completes. Raises ScreenError."""
        text = self._rest + self._decoder.decode(data)
        unfinished = _OPEN.search(text)
        self._rest = unfinished[0] if unfinished else ""
        for token in _TOKEN.finditer(text, 0, len(text) - len(self._rest)):
            match token.lastgroup:
                case "text":
                    self._put(token[0])
                case "end":
                    column = 0 if token[0].startswith("\r") else self._column()
                    yield self.take()
                    self._plain = " " * column
                case "csi":
                    self._sequence(token["csi"])
                case "escape":
                    _refuse(f"ESC {token['escape']}", token["escape"])
                case "control" if token[0] in "\b\r":
                    self._spread()
                    self._x = 0 if token[0] == "\r" else max(0, self._x - 1)

    def take(self) -> str:
        """The line as it stands; a new one begins."""
        line, self._plain, self._cells, self._x = self.line, "", None, 0
        return line

    @property
    def line(self) -> str:
        if self._cells is None:
            return self._plain
        parts, now = [], ""
        for text, style in [*self._cells, ("", "")]:
            if style != now:
                parts.append(("\x1b[m" if now else "") + style)
                now = style
            parts.append(text)
        return "".join(parts)

    def _column(self) -> int:
        self._spread()
        return self._x

    def _spread(self) -> list[tuple[str, str]]:
        """The line's columns, from now on."""
        if self._cells is None:
            text, self._plain, self._cells = self._plain, "", []
            for character in text:
                self._write(self._cells, character, "")
        return self._cells

    def _put(self, text: str) -> None:
        if self._cells is None and not self._style:
            self._plain += text
            return
        cells, style = self._spread(), f"\x1b[{';'.join(self._style.values())}m" if self._style else ""
        for character in text:
            self._write(cells, character, style)

    def _write(self, cells: list[tuple[str, str]], character: str, style: str) -> None:
        width = 8 - self._x % 8 if character == "\t" else _width(character)
        if character == "\t" and self._x < len(cells):
            self._x += width
        elif width:
            self._fill(cells, [(character, style), *[("", style)] * (width - 1)])
            self._x += width
        elif self._x and self._x <= len(cells):  # an accent, say, on what stands before it
            at = next(i for i in range(self._x - 1, -1, -1) if cells[i][0])
            cells[at] = (cells[at][0] + character, cells[at][1])

    def _fill(self, cells: list[tuple[str, str]], new: list[tuple[str, str]]) -> None:
        """Put columns at the cursor; what stood on one of them and on others goes whole."""
        cells += [(" ", "")] * (self._x - len(cells))
        for edge in (self._x, self._x + len(new)):
            if edge < len(cells) and not cells[edge][0]:
                first = next(i for i in range(edge, -1, -1) if cells[i][0])
                last = next((i for i in range(edge, len(cells)) if cells[i][0]), len(cells))
                cells[first:last] = [(" ", "")] * (last - first)
        cells[self._x : self._x + len(new)] = new

    def _sequence(self, sequence: str) -> None:
        """Do what `ESC [ sequence` does within the line."""
        parameters, final = sequence[:-1], sequence[-1]
        first = parameters.partition(";")[0]
        number = int(first) if first.isdecimal() else 0
        times = number or 1
        if final == "m":
            if not parameters.startswith((">", "?")):
                self._spread()
                self._colour(parameters)
            return
        _refuse(sequence if final in "Jh" else final, f"[{sequence}")
        if final not in "CDGJKPX@`":
            return
        cells, x = self._spread(), self._x
        if final in "KJ":
            if number == 0:
                del cells[x:]
            elif number == 1:
                cells[: x + 1] = [(" ", "")] * (x + 1)
            else:
                cells.clear()
        elif final == "C":
            self._x = min(x + times, max(x, MARGIN - 1, len(cells)))
        elif final == "D":
            self._x = max(0, x - times)
        elif final in "G`":
            self._x = min(times - 1, max(MARGIN - 1, len(cells)))
        elif final == "P":
            del cells[x : x + times]
        elif final == "X":
            self._fill(cells, [(" ", "")] * min(times, max(len(cells) - x, 0)))
        else:
            cells[x:x] = [(" ", "")] * min(times, MARGIN)

    def _colour(self, parameters: str) -> None:
        """SGR: what holds from here on, one value for each thing that it sets."""
        parameters = re.sub(r"\b([34]8:2):\d*:(?=\d+:\d+:\d+(?:;|$))", r"\1:", re.sub(r"\b4:\d", "4", parameters))
        items = iter(parameters.replace(":", ";").split(";"))
        for item in items:
            code = int(item) if item.isdecimal() else 0
            if code in (38, 48):
                kind = next(items, "")
                numbers = [kind, *(next(items, "0") for _ in range({"2": 3, "5": 1}.get(kind, 0)))]
                self._style[code // 10 * 10] = ";".join([item, *numbers])
            elif code // 10 in (3, 4, 9, 10):
                key = {3: 30, 4: 40, 9: 30, 10: 40}[code // 10]
                self._style.pop(key, None)
                if code % 10 < 8:
                    self._style[key] = item
            elif code == 0:
                self._style.clear()
            elif code in _SWITCHES:
                self._style[code] = item
            else:
                self._style = {key: value for key, value in self._style.items() if _SWITCHES.get(key) != code}


def visible(text: str) -> str:
    """A piece of a printed line without sequences and control characters, from its last carriage return on."""
    kept = "".join(token[0] for token in _TOKEN.finditer(text) if token.lastgroup == "text" or token[0] == "\r")
    return kept.rstrip("\r").rpartition("\r")[2]


def _refuse(name: str, shown: str) -> None:
    if name in _REFUSED:
        raise ScreenError(f"what it prints {_REFUSED[name]} (ESC {shown}), which a list of lines can't show")


def _width(character: str) -> int:
    """How many columns it takes."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
