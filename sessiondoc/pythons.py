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

_SYSTEM = re.compile(r"/(bin|dev|etc|lib\w*|proc|sbin|sys|usr)(/.*)?")  # where programs are that belong to nobody
_DESCRIBE = """
import json, platform, site, sys, sysconfig
for name in ("ctypes", "lzma", "readline", "sqlite3", "ssl"):  # with them, libraries
    try:
        __import__(name)
    except ImportError:
        pass
described = dict(
    path=getattr(sys, "_base_executable", sys.executable),
    version=platform.python_version(),
    implementation=platform.python_implementation(),
    build=sys.version,
    platform=platform.platform(),
    gil=not sysconfig.get_config_var("Py_GIL_DISABLED"),
    user_site=site.getusersitepackages().lstrip("/"),
)
folders = [sys.base_prefix, sys.base_exec_prefix, sysconfig.get_path("stdlib")]
mapped = [line.split(None, 5)[5].rstrip() for line in open("/proc/self/maps") if " /" in line]
print(json.dumps([described, folders, mapped]))
"""


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
    implementation, minor, free = order(kind)
    return implementation == "CPython" and (FIRST_FREE if free else OLDEST) <= minor <= NEWEST


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
    runs: list[list[str]] = []
    after = None  # the place of the label that would go on the last run
    for each in sorted(labels, key=lambda each: (each.endswith("t"), place(each))):
        gil, minor = place(each)
        if after != (gil, minor):
            runs.append([])
        runs[-1].append(each)
        after = gil, minor + 1
    return "、".join(run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


@cache
def interpreter(spec: str = "") -> Interpreter:
    """Find a Python: "3.12", "3.13t", "3.12.1", a path, or "" for the one under this environment.

    A virtual environment's own `python` can import what is installed in it,
    which a reader's can't: so the interpreter under it is taken (as under a shim
    of a version manager). Raises LookupError where there is none, or it does not run.
    """
    if not spec or os.sep in spec:
        return _under(spec or sys.executable)
    wanted = spec.removeprefix("python")
    fitting = [each for each in _all() if wanted in (each.label, each.version, each.kind.lower().replace(" ", ""))]
    if not fitting:
        raise LookupError(f"no Python {spec} on this machine")
    return max(fitting, key=lambda each: (each.implementation == "CPython", each.numbers))


@cache
def interpreters() -> Sequence[Interpreter]:
    """One Python of each kind that this machine has (pyenv's, uv's, the system's), the oldest first.

    Of a kind this environment's own, or else the newest. Those older than any
    of which a page may speak are left out.
    """
    oldest_first = sorted(_all(), key=lambda each: each.numbers)
    found = {each.kind: each for each in (*oldest_first, interpreter()) if each.numbers >= (3, OLDEST)}
    return sorted(found.values(), key=lambda each: order(each.kind))


@cache
def _all() -> Sequence[Interpreter]:
    """Every Python of this machine that runs."""
    from findpython.providers import ALL_PROVIDERS

    providers = filter(None, (provider.create() for provider in ALL_PROVIDERS.values()))
    paths = {str(python.executable.resolve()) for provider in providers for python in provider.find_pythons()}

    def tried(path: str) -> Interpreter | None:
        with suppress(LookupError):
            return _under(path)
        return None

    with ThreadPoolExecutor() as pool:
        return list(filter(None, pool.map(tried, sorted(paths))))


def _under(path: str) -> Interpreter:
    """The interpreter at a path; of a virtual environment (or a shim) the one under it. Raises LookupError.

    With this environment's LD_LIBRARY_PATH only if it does not run without, or is another one then.
    """
    libraries = os.environ.get("LD_LIBRARY_PATH", "")
    try:
        described, folders, mapped = _described(path, libraries)
    except LookupError:
        if not libraries:
            raise
        described, folders, mapped = _described(path, "")
    if libraries:
        with suppress(LookupError):
            if _described(path, "")[0] == described:
                libraries = ""
    described["path"] = os.path.realpath(described["path"])
    named = [each for each in libraries.split(os.pathsep) if Path(each).is_absolute()]
    return Interpreter(**described, places=_places([*folders, *named], mapped), libraries=libraries)


def _described(path: str, libraries: str) -> Any:
    """What an interpreter says of itself; raises LookupError if it doesn't."""
    variables = {"HOME": "/", "LANG": "C.UTF-8", "PATH": os.defpath}
    try:
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
                raise LookupError(f"{path} is no Python: it does not say in {MOST_SECONDS} s what it is") from None
        if process.returncode:
            said = error.decode(errors="replace").strip().rpartition("\n")[2]
            raise ValueError(said or f"status {process.returncode}")
        return json.loads(output)
    except (OSError, ValueError) as error:
        raise LookupError(f"{path} is no Python that runs here: {error}") from None


def _places(folders: Iterable[str], mapped: Iterable[str]) -> tuple[str, ...]:
    """What an interpreter needs of the machine beside the system.

    That is its folders, but none in which somebody's home or this folder lies,
    and by all their names the files outside them that it maps.
    """

    def foreign(path: Path) -> bool:
        return not path.exists() or bool(_SYSTEM.fullmatch(str(path))) or Path.home().is_relative_to(path)

    kept = {path for each in folders for path in (Path(each), Path(each).resolve())}
    kept = {path for path in kept if not foreign(path) and not Path.cwd().is_relative_to(path)}
    for file in map(Path, mapped):
        if not foreign(file) and not kept & set(file.parents):
            kept |= {each for each in file.parent.iterdir() if os.path.realpath(each) == str(file)}
    return tuple(sorted(str(path) for path in kept if not kept & set(path.parents)))
