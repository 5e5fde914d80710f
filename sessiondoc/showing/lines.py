"""Blocks of code -> the same text with an element for each line, which wraps below itself. Pure."""

import re
from collections.abc import Iterator
from itertools import groupby

_LINE = re.compile(r'(<span class="hll">)?([^\n]+\n?|\n)((?(1)</span>))')
_TAG = re.compile(r"<[^>]*>")
_INDENT = re.compile(r"((?:<[^>]*>)*)([ \t]+)(?=\S)")
_DEEP = range(13, 25)  # so deep, the first word may not fit behind its indent and must not go on below alone
_MARKS = re.compile(
    r"[ ~^]{40,}\n?"
)  # under a place in a line of code: on a phone that line is broken, and no place there
_PLAIN = re.compile(r'<span class="[wn]">([^<]*)</span>')  # blanks and names: they colour nothing
_BLOCK = re.compile(
    r'(<pre\b[^>]*>(?:<span></span>)?<code>)(?!<span class="line|<input)(.*?)(?=</code></pre>)', re.DOTALL
)
_LIBRARY = re.compile(r' *File "(?:[^"]*/lib/python3\.\d+t?/(?!(?:site|dist)-packages/)|&lt;frozen )')
_REST = re.compile(r"    |  \[Previous line")  # of a frame, below its File


def in_lines(html: str) -> str:
    """The blocks of a page that are not in lines yet, in lines."""
    return _BLOCK.sub(lambda block: f"{block[1]}{lined(_PLAIN.sub(r'\1', block[2]))}", html)


def lined(code: str) -> str:
    """What stands in a block, each line an element that knows how far it is indented."""
    return _LINE.sub(lambda line: f"{line[1] or ''}{_element(line[2])}{line[3]}", code)


def _element(line: str) -> str:
    blanks = _INDENT.match(line)
    indent = len(blanks[2].expandtabs()) if blanks else 0
    if blanks and indent in _DEEP:
        line = f'{blanks[1]}<span class="indent">{blanks[2]}</span>{line[blanks.end() :]}'
    style = f' style="--in:{min(indent, _DEEP[-1])}"' if indent else ""  # a phone has room for 40
    marks = " marks" if _MARKS.fullmatch(_TAG.sub("", line)) else ""
    return f'<span class="line{marks}"{style}>{line}</span>'


def folded(code: str) -> str:
    """A terminal's text in lines; what tracebacks say of the standard library can be folded up, and stays text."""
    lines, html = re.findall(r"[^\n]*\n|[^\n]+", code), ""
    for frames, group in groupby(zip(lines, _frames(lines), strict=True), lambda each: each[1] > 0):
        of = list(group)
        inner = lined("".join(line for line, _ in of))
        if frames:
            label = f"标准库里的 {len({number for _, number in of})} 层"
            inner = f'<input type="checkbox" class="fold" aria-label="{label}"><span class="folded">{inner}</span>'
        html += inner
    return html


def _frames(lines: list[str]) -> Iterator[int]:
    """For each line the number of the library's frame that it is a part of, or 0."""
    number, within = 0, False
    for line in lines:
        text = _TAG.sub("", line)
        if _LIBRARY.match(text):
            number, within = number + 1, True
        elif not _REST.match(text):
            within = False
        yield number if within else 0
