"""The errors that a run printed: their types, and what they say. Pure."""

import ast
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

_MARGIN = r"[ |+]*"  # before a traceback that is a part of another one
_HEAD = re.compile(rf"({_MARGIN})(?:Exception Group )?Traceback \(most recent call last\):")
_LAST = re.compile(r"(?:\w+\.)*([A-Za-z_]\w*)(?:: ?(.*))?")
_NAMES = r"[A-Z]\w*(?:Error|Exception|Warning|Group|Expired|Iteration)|Broken[A-Z]\w+|KeyboardInterrupt|SystemExit"
_CALL = r"""\((?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|[^'"()])*\)"""  # as repr writes the arguments
# An error that a program tells in its own words: by its name, or by its number alone.
_NAMED = re.compile(rf"(?<![\w.])(?:\w+\.)*({_NAMES}|(?<=\.)(?:Empty|Full|ShutDown))\b(?:: (.*)|({_CALL}))?", re.ASCII)
_NUMBERED = re.compile(r"\[Errno (\d+)\] .*")
_VARYING = (
    (re.compile(r" \(while attempting to .*\)"), ""),
    (re.compile(r"(?<!\w)'[^']*'|\"[^\"]*\""), "'…'"),
    (re.compile(r"<(?:[^<>]|<[^<>]*>)*>"), "<…>"),
    (re.compile(r"\b[\w.]+\(\)"), "…()"),
    (re.compile(r"\b0x[0-9a-fA-F]+"), "0x…"),
    (re.compile(r"(?<![\w-]|…)(?<!Errno )(?<!WinError )\d+(?:\.\d+)*\b"), "…"),
)
_OWN = re.compile(r"[^\x00-\x7f…]")  # no message of Python's own or of a C library's is other than ASCII here


@dataclass(frozen=True, order=True)
class Raised:
    """An error: the name of its type without its module, and its message; "" where only the type was printed."""

    type: str
    message: str = ""

    @property
    def general(self) -> "Raised":
        """Without what varies: quoted names, numbers other than an errno, addresses; all of it if a page's words."""
        message = self.message
        for pattern, instead in _VARYING:
            message = pattern.sub(instead, message)
        return Raised(self.type, "…" if _OWN.search(message) else message)

    def __str__(self) -> str:
        return f"{self.type}: {self.message}" if self.message else self.type


def raised(lines: Iterable[str]) -> Iterator[Raised]:
    """The errors in the lines of a terminal, as they stand there: ends of tracebacks, and what programs say of errors.

    What stands in the frames of a traceback is code, and counts for nothing. A message that begins on the next line
    begins there.
    """
    margin = None  # of the traceback in which the line stands
    unsaid = ""  # the type whose message is still to come
    frame = False
    for line in lines:
        if unsaid:
            if not (message := line.strip(" |")):
                continue
            yield Raised(unsaid, message if message.strip("-") else "")  # a rule: another process's traceback follows
            unsaid = ""
        elif head := _HEAD.match(line):
            margin = " " * len(head[1])
        elif margin is not None:
            rest = re.sub(f"^{_MARGIN}", lambda found: " " * len(found[0]), line).removeprefix(margin)
            if rest.startswith(" ") or not rest:
                continue
            margin = None
            if last := _LAST.fullmatch(rest):
                if last[2] == "":
                    unsaid = last[1]
                else:
                    yield Raised(last[1], last[2] or "")
        elif line.startswith('  File "'):
            frame = True
        elif not (frame and line.startswith("    ")):
            frame = False
            yield from _said(line)


def _said(line: str) -> Iterator[Raised]:
    """The errors that a line tells."""
    named = list(_NAMED.finditer(line))
    for match in named:
        yield Raised(match[1], _in_brackets(match[2] or "") or _argument(match[1], match[3] or ""))
    if not named and (numbered := _NUMBERED.search(line)):
        yield Raised(type(OSError(int(numbered[1]), "")).__name__, numbered[0])


def _in_brackets(message: str) -> str:
    """A message up to where a bracket ends that was opened before it."""
    depth = 0
    for place, sign in enumerate(message):
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return message[:place]
    return message


def _argument(name: str, arguments: str) -> str:
    """What an error says that was printed as `ValueError('…')`; "" if that can't be read."""
    with suppress(ValueError, SyntaxError):
        match ast.literal_eval(arguments or "()"):
            case (int(number), str(text)):
                return f"[Errno {number}] {text}"
            case str(text):
                return repr(text) if name == "KeyError" else text
    return ""
