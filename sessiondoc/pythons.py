"""The Pythons on which sessions are played: what their versions, labels and kinds mean.

A Python has a label, such as "3.13", or "3.13t" where it has no GIL; a CPython and a PyPy can have the same one, their
kinds differ.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

OLDEST, NEWEST = 9, 15
FREE = 13  # the first that is there without the GIL, too
SUPPORTED = [f"3.{minor}" for minor in range(OLDEST, NEWEST + 1)]  # the CPythons of which a page may speak

LIBRARIES = "LD_LIBRARY_PATH"  # where an interpreter may need to be told of its libraries
_SYSTEM = re.compile(r"/(bin|dev|etc|lib\w*|proc|sbin|sys|usr)(/.*)?")


def of_system(path: str | Path) -> bool:
    """Does a path belong to the system: is it, or something like it, on every machine?"""
    return bool(_SYSTEM.fullmatch(str(path)))


@dataclass(frozen=True)
class Interpreter:
    """The Python that a session's `python` stands for.

    `path` is the executable, `build` its whole `sys.version`, `platform` what `platform.platform()` says; `gil` is
    false for a free-threaded build; `user_site` is the folder below HOME whose .pth files it reads when it starts.
    `places` are the folders and files without which it doesn't run, those of the system left out; `libraries` is the
    LD_LIBRARY_PATH that it needs.
    """

    path: str
    version: str
    implementation: str
    build: str
    platform: str
    gil: bool
    user_site: str
    places: tuple[str, ...] = ()
    libraries: str = ""

    @property
    def label(self) -> str:
        """Such as "3.13", or "3.13t" without the GIL."""
        return label(self.version, self.gil)

    @property
    def kind(self) -> str:
        """What a reader would call it: `CPython 3.13`, `CPython 3.13t`, `PyPy 3.10`."""
        return f"{self.implementation} {self.label}"

    @property
    def local(self) -> list[str]:
        """Paths of this machine that it may print: its places and its library, where every machine has another one."""
        return [*self.places, f"{Path(self.path).parent.parent}/lib/python{self.label}"]

    @property
    def numbers(self) -> tuple[int, ...]:
        """Its version, to compare with others'."""
        return tuple(map(int, released(self.version).split(".")))


def released(version: str) -> str:
    """A version without what is added before its release: "3.15.0" for "3.15.0a1+"."""
    return ".".join(re.findall(r"\d+", version)[:3])


def label(version: str, gil: bool = True) -> str:
    """The label of a Python of a `version` such as "3.13.0"."""
    return ".".join(version.split(".")[:2]) + ("" if gil else "t")


def promised(kind: str) -> bool:
    """Do the pages speak for this kind of Python? Not for PyPy, nor for what is older or newer than they know."""
    implementation, minor, _ = order(kind)
    return implementation == "CPython" and OLDEST <= minor <= NEWEST


def labels_of(kinds: Iterable[str]) -> list[str]:
    """The labels of those of these kinds for which the pages speak: "3.13t" of `CPython 3.13t`."""
    return [kind.removeprefix("CPython ") for kind in kinds if promised(kind)]


def newer(kind: str) -> bool:
    """Is it a CPython newer than any of which the pages speak?"""
    return order(kind)[0] == "CPython" and order(kind)[1] > NEWEST


def order(kind: str) -> tuple[str, int, bool]:
    """Where a kind stands in a list: `CPython 3.9`, `CPython 3.13`, `CPython 3.13t`, `PyPy 3.10`."""
    implementation, _, label = kind.rpartition(" ")
    gil, minor = place(label)
    return implementation, minor, not gil


def place(label: str) -> tuple[bool, int]:
    """Where a label stands among others: after all without the GIL those that have it, the newest last."""
    return not label.endswith("t"), int(label.rstrip("t").rpartition(".")[2])


def labels_text(labels: Iterable[str]) -> str:
    """Such as `3.9、3.11–3.13、3.13t`, given those in any order."""
    ordered = sorted((not gil, minor) for gil, minor in map(place, labels))
    runs = groupby(enumerate(ordered), lambda at: (at[1][0], at[1][1] - at[0]))  # one behind the other without a gap
    texts = [[label(f"3.{minor}", not free) for _, (free, minor) in run] for _, run in runs]
    return "、".join("–".join(dict.fromkeys((run[0], run[-1]))) for run in texts)
