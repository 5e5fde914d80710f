"""The snippet folder of a session: its copy, and what of that was read."""

import os
import re
import shutil
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from ..snippets import entries

# Commands that only show files, or do nothing with what stands in them: no Python runs it there, and no shell.
_SHOWING = re.compile(
    r"(?:(?:awk|cat|cd|chmod|cmp|cut|diff|du|echo|export|file|grep|head|less|ls|md5sum|mkdir|more|nl|od|printf|pwd|rm|sed"
    r"|sha256sum|sort|stat|tail|touch|tr|tree|true|type|uniq|wc|which|xxd|:|\[|test"
    r"|python3? -m (?:ast|compileall|dis|py_compile|tokenize))(?:\s.*)?)?"
)
_QUOTED = re.compile(r"""'[^']*'|"[^"$`]*"|\\.""")
_BESIDE = re.compile(r"\d*[<>]+&?\s*[^\s;&|()<>$`]+|(?<!\S)\w+=[^\s;&|()$`]*")  # redirections and assignments


def contents(folder: str | Path) -> list[tuple[str, str, os.stat_result]]:
    """All files and folders that are copied, sorted: the path below `folder`, where it lies, what it is.

    Raises OSError where one of them can't be.
    """
    found = []
    for path, place, what in entries(str(folder)):
        if isinstance(what, str):
            raise OSError(f"{place} {what}")
        found.append((path, place, what))
    return found


def copy(folder: Path | None, target: Path) -> None:
    """Make `target`, with all that is in `folder`, modes and times included. Raises OSError."""
    target.mkdir(parents=True, exist_ok=True)
    for path, place, found in contents(folder) if folder else ():
        copied = f"{target}/{path}"
        if stat.S_ISDIR(found.st_mode):
            os.mkdir(copied)
        else:
            shutil.copy2(place, copied)


class Reading:
    """Which of a copy's files its programs have read, known by their access times.

    To be told when commands begin and when nothing runs any more: what was read
    while there were only commands that show files does not count, nor what was
    before the first. That a file was read does not say by whom: what a program
    itself opens counts too, and `cat a.py | python b.py` counts a.py.
    """

    def __init__(self, copied: Path) -> None:
        self._files = {path: place for path, place, found in contents(copied) if stat.S_ISREG(found.st_mode)}
        self._shown = True  # since nothing ran, there were only commands that show files
        self._beside = False  # some command may still run beside those that only show files
        self._read: set[str] = set()

    def begins(self, command: str, idle: bool, left: Callable[[], object]) -> None:
        """A command is typed; `idle`: no terminal has one that goes on, `left`: does a job?"""
        if idle:
            self.judge()
            self._beside = self._beside and bool(left())
        self._shown = self._shown and shows_only(command)
        self._beside = self._beside or "&" in _bare(command).replace("&&", "")

    def judge(self) -> tuple[str, ...]:
        """The files read until now, themselves or as byte code: paths below the copy, sorted. Nothing runs."""
        for path, file in self._files.items():
            for each in (file, *_compiled(file)):
                with suppress(OSError):  # moved or removed, or a link out of here, to the interpreter
                    known = os.stat(each)
                    if not stat.S_ISREG(known.st_mode) or known.st_atime_ns == 0:
                        continue
                    if self._shown and not self._beside:
                        os.utime(each, ns=(0, known.st_mtime_ns))
                    else:
                        self._read.add(path)
        self._shown = True
        return tuple(sorted(path for path in self._read if path.isprintable()))


def _compiled(file: str) -> list[str]:
    """Where the byte code of a file lies. (Not by `glob`, which makes and compiles a pattern of every name.)"""
    place, name = os.path.split(file)
    with suppress(OSError):
        begins, found = f"{name.removesuffix('.py')}.", os.listdir(f"{place}/__pycache__")
        return [f"{place}/__pycache__/{each}" for each in found if each.startswith(begins) and each.endswith(".pyc")]
    return []


def shows_only(command: str) -> bool:
    """Does a command only show or compile files (`cat a.py | head -3`), so that no snippet is played by it?"""
    bare = _bare(command)
    simple = map(str.strip, re.split("[;&|()]", bare))
    return not re.search(r"[$<>]\(|`", bare) and all(map(_SHOWING.fullmatch, simple))


def _bare(command: str) -> str:
    """A command without what is no name of a program, nor a sign between two."""
    return _BESIDE.sub("", _QUOTED.sub("_", command))
