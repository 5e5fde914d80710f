"""The Pythons on which sessions are played: which there are, and of which the pages speak.

A Python has a label, such as "3.13", or "3.13t" where it has no GIL; a CPython
and a PyPy can have the same one, their kinds differ.
"""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

OLDEST, NEWEST = 9, 15
SUPPORTED = [f"3.{minor}" for minor in range(OLDEST, NEWEST + 1)]  # the CPythons of which a page may speak
FIRST_FREE = 13  # the first that can be had without the GIL
MOST_SECONDS = 10  # in which a Python says what it is

_LABEL = re.compile(r"3\.(\d+)(t?)")
_VERSIONED = re.compile(r"(python|pypy)3\.\d+t?(\.exe)?")
_DESCRIBE = """
import json, platform, site, sys, sysconfig
for name in ("ctypes", "lzma", "readline", "sqlite3", "ssl"):  # with them, libraries
    try:
        __import__(name)
    except ImportError:
        pass
try:
    mapped = sorted({line.split(None, 5)[5].rstrip() for line in open("/proc/self/maps") if " /" in line})
except OSError:
    mapped = []
prefixes = [sys.base_prefix, sys.base_exec_prefix]
described = dict(
    version=platform.python_version(),
    implementation=platform.python_implementation(),
    build=sys.version,
    platform=platform.platform(),
    gil=not sysconfig.get_config_var("Py_GIL_DISABLED"),
    user_site=site.getusersitepackages().lstrip("/"),
)
folders = [prefixes, [sysconfig.get_path("stdlib")], mapped]
print(json.dumps([getattr(sys, "_base_executable", sys.executable), described, folders]))
"""
_SYSTEM = re.compile(r"/(bin|dev|etc|lib\w*|proc|sbin|sys|usr)(/.*)?")  # where programs are that belong to nobody


@dataclass(frozen=True)
class Interpreter:
    """The Python that a session's `python` stands for.

    `path` is the executable, `build` its whole `sys.version`, `platform` what
    `platform.platform()` says; `gil` is false for a free-threaded build;
    `user_site` is the folder below HOME whose .pth files it reads when it starts.
    `places` are the folders and files without which it doesn't run, those of the
    system left out; `libraries` the LD_LIBRARY_PATH that it needs.
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
    def numbers(self) -> tuple[int, ...]:
        """Its version, to compare with others'."""
        return tuple(map(int, re.findall(r"\d+", self.version)[:3]))


def label(version: str, gil: bool = True) -> str:
    """The label of a Python of a `version` such as "3.13.0"."""
    return ".".join(version.split(".")[:2]) + ("" if gil else "t")


def promised(kind: str) -> bool:
    """Do the pages speak for this kind of Python? Not for PyPy, nor for what is older or newer than they know."""
    return (FIRST_FREE if kind.endswith("t") else OLDEST) <= _minor(kind) <= NEWEST


def newer(kind: str) -> bool:
    """Is it a CPython newer than any of which the pages speak?"""
    return _minor(kind) > NEWEST


def _minor(kind: str) -> int:
    """The second number of a CPython's version; 0 for what is none."""
    found = _LABEL.fullmatch(kind.removeprefix("CPython "))
    return int(found[1]) if found else 0


def place(label: str) -> tuple[bool, int]:
    """Where a label stands among others: after all without the GIL those that have it, the newest last."""
    found = _LABEL.fullmatch(label)
    assert found, label
    return not found[2], int(found[1])


def labels_text(labels: Iterable[str]) -> str:
    """Such as `3.9、3.11–3.13、3.13t`, given those in any order."""
    runs: list[list[str]] = []
    for each in sorted(labels, key=lambda each: (not place(each)[0], place(each))):
        if runs and place(each) == (place(runs[-1][-1])[0], place(runs[-1][-1])[1] + 1):
            runs[-1].append(each)
        else:
            runs.append([each])
    return "、".join(run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


@cache
def interpreter(spec: str = "") -> Interpreter:
    """Find a Python: "3.12", "3.13t", "3.12.1", a path, or "" for the one under this environment.

    A virtual environment's own `python` can import what is installed in it,
    which a reader's can't: so the interpreter under it is taken (as under a shim
    of a version manager). Raises LookupError where there is none, or it does not run.
    """
    if spec and os.sep not in spec:
        wanted = spec.removeprefix("python")
        fitting = [each for each in _all() if wanted in (each.label, each.version, each.kind.lower().replace(" ", ""))]
        if not fitting:
            raise LookupError(f"no Python {spec} on this machine")
        return max(fitting, key=lambda each: each.numbers)
    try:
        return _under(spec or sys.executable)
    except subprocess.TimeoutExpired:
        raise LookupError(f"{spec} is no Python: it does not say in {MOST_SECONDS} s what it is") from None
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        raise LookupError(f"{spec} is no Python that runs here: {error}") from None


@cache
def interpreters() -> Sequence[Interpreter]:
    """One Python of each kind that this machine has (pyenv's, uv's, the system's), the oldest first.

    Of a kind this environment's own, or else the newest. Those older than any
    of which a page may speak are left out.
    """
    own = interpreter()
    found = {own.kind: own}
    for each in _all():
        known = found.get(each.kind)
        if each.numbers >= (3, OLDEST) and (known is None or (known != own and each.numbers > known.numbers)):
            found[each.kind] = each
    return sorted(found.values(), key=lambda each: (each.implementation, each.numbers[:2], not each.gil))


@cache
def _all() -> Sequence[Interpreter]:
    """Every Python of this machine that runs."""
    with ThreadPoolExecutor() as pool:
        return list(filter(None, pool.map(_tried, sorted(_executables()))))


def _executables() -> set[str]:
    """Where Pythons seem to be: files that are named after a version, but for the shims of version managers."""
    from findpython.providers import ALL_PROVIDERS

    made = filter(None, (provider.create() for provider in ALL_PROVIDERS.values()))
    places = (python.executable for provider in made for python in provider.find_pythons())
    named = (path for path in places if _VERSIONED.fullmatch(path.name) and path.parent.name != "shims")
    return {str(path.resolve()) for path in named}


def _tried(path: str) -> Interpreter | None:
    """The interpreter at a path, or None where that does not run."""
    with suppress(OSError, subprocess.SubprocessError, ValueError):
        return _under(path)
    return None


def _under(path: str) -> Interpreter:
    """The interpreter at a path; of a virtual environment (or a shim) the one under it.

    With this environment's LD_LIBRARY_PATH only if it does not run without, or is another one then.
    """
    libraries = os.environ.get("LD_LIBRARY_PATH", "")
    found = _described(path, libraries)
    if libraries:
        with suppress(OSError, subprocess.SubprocessError, ValueError):
            if _described(path, "")[:2] == found[:2]:
                libraries = ""
    base, described, (prefixes, library, mapped) = found
    named = [each for each in libraries.split(os.pathsep) if Path(each).is_absolute()]
    places = _places([*prefixes, *named], library, mapped)
    if not (_SYSTEM.fullmatch(base) or {base, *map(str, Path(base).parents)} & set(places)):
        base = str(Path(base).resolve())
        places = _places([*prefixes, *named], library, [*mapped, base])
    return Interpreter(base, **described, places=places, libraries=libraries)


def _described(path: str, libraries: str) -> Any:
    """What an interpreter says of itself; raises OSError, subprocess.SubprocessError or ValueError if it doesn't."""
    variables = {"HOME": "/", "LANG": "C.UTF-8", "PATH": os.defpath}
    with subprocess.Popen(
        [path, "-Ic", _DESCRIBE],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=variables | ({"LD_LIBRARY_PATH": libraries} if libraries else {}),
        start_new_session=True,
    ) as process:
        try:
            output, error = process.communicate(timeout=MOST_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # it may be a script that waits for another program
            raise
    if process.returncode:
        raise ValueError(error.decode(errors="replace").strip().rpartition("\n")[2] or f"status {process.returncode}")
    return json.loads(output)


def _places(folders: Sequence[str], library: Sequence[str], mapped: Sequence[str]) -> tuple[str, ...]:
    """What an interpreter needs of the machine, but no folder in which somebody's home or this folder lies."""

    def private(folder: Path) -> bool:
        return any(folder in (each, *each.parents) for each in (Path.home(), Path.cwd()))

    alone = any(private(Path(each)) for each in folders)  # it was installed among other things
    wanted = [Path(each) for each in (*folders, *library) if not private(Path(each))]
    wanted += [Path(each) if alone else Path(each).parent for each in mapped]
    own = {each for each in wanted if each.exists() and not _SYSTEM.fullmatch(str(each))}
    return tuple(sorted(str(each) for each in own if not own & set(each.parents)))
