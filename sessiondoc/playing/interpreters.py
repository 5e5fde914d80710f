"""Finding the Pythons of this machine: each says itself what it is."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from ..pythons import LIBRARIES, OLDEST, Interpreter, of_system, order
from .kept import Cache, digest_of

MOST_SECONDS = 10  # in which a Python says what it is
_USAGE, _NOT_FOUND = 2, 127  # that stay: of a Python too old for -I, of a script that leads nowhere

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


class _NoneError(LookupError):
    """What was asked ended with this status, and is no Python."""

    def __init__(self, said: str, status: int) -> None:
        super().__init__(said)
        self.status = status


_kept = Cache(None)


def remember(kept: Cache) -> None:
    """Keep what the Pythons say of themselves there, for the next time."""
    global _kept
    _kept = kept


@cache
def interpreter(spec: str = "") -> Interpreter:
    """Find a Python: "3.12", "3.13t", "3.12.1", a path, or "" for the one under this environment.

    A virtual environment's own `python` can import what is installed in it, which a reader's can't: so the interpreter
    under it is taken (as under a shim of a version manager). Raises LookupError where there is none, or it doesn't run.
    """
    if not spec or os.sep in spec:
        return _under(spec or sys.executable, named=True)
    wanted = spec.removeprefix("python")
    fitting = [each for each in _all() if wanted in (each.label, each.version, each.kind.lower().replace(" ", ""))]
    if not fitting:
        raise LookupError(f"no Python {spec} on this machine")
    return max(fitting, key=lambda each: (each.implementation == "CPython", each.numbers))


@cache
def interpreters() -> Sequence[Interpreter]:
    """One Python of each kind that this machine has (pyenv's, uv's, the system's), in their order.

    Of a kind this environment's own, or else the newest. Left out are those older than any of which a page may speak.
    """
    oldest_first = sorted(_all(), key=lambda each: each.numbers)
    found = {each.kind: each for each in (*oldest_first, interpreter()) if each.numbers >= (3, OLDEST)}
    return sorted(found.values(), key=lambda each: order(each.kind))


@cache
def _all() -> Sequence[Interpreter]:
    """Every Python of this machine that runs."""
    from findpython.providers import ALL_PROVIDERS

    providers = filter(None, [provider.create() for provider in ALL_PROVIDERS.values()])
    found = (python.executable.resolve() for provider in providers for python in provider.find_pythons())
    paths = {str(path) for path in found if "shims" not in path.parts}  # slow ways to Pythons that are found themselves

    with ThreadPoolExecutor() as pool:
        tried = [pool.submit(_under, path) for path in sorted(paths)]
    return [each.result() for each in tried if not isinstance(each.exception(), LookupError)]


def _under(path: str, named: bool = False) -> Interpreter:
    """The interpreter at a path; of a virtual environment (or a shim) the one under it. Raises LookupError.

    With this environment's LD_LIBRARY_PATH only if it does not run without, or is another one then.
    """
    ran: list[tuple[Any, str]] = []
    wrong = LookupError()
    for libraries in dict.fromkeys(("", os.environ.get(LIBRARIES, ""))):
        try:
            ran.append((_known(path, libraries, named), libraries))
        except LookupError as error:
            wrong = error
    if not ran:
        raise wrong
    (described, folders, mapped), libraries = ran[0] if ran[0][0][0] == ran[-1][0][0] else ran[-1]
    described["path"] = os.path.realpath(described["path"])
    given = [each for each in libraries.split(os.pathsep) if Path(each).is_absolute()]
    return Interpreter(**described, places=_places([*folders, *given], mapped), libraries=libraries)


def _known(path: str, libraries: str, named: bool) -> Any:
    """What an interpreter says of itself, or said when it and all that it loads were as they are now.

    A script starts another one, today this and tomorrow that: where it was `named` it is asked each time, else what it
    started once counts as long as that one stays as it is. Raises LookupError where there is none.
    """
    system = os.uname()
    key = digest_of([_DESCRIBE, path, libraries, *(each for each in system if each != system.nodename)])
    script = True
    with suppress(OSError), Path(path).open("rb") as program:
        script = program.read(4) != b"\x7fELF"
    with suppress(TypeError, KeyError):  # nothing is kept, or nothing of the kind
        kept = _kept.read(key)
        if kept["files"] == _stamps(kept["files"]) and not (script and named):
            if kept["wrong"]:
                raise LookupError(kept["wrong"])
            return kept["said"]
    settings = [f"{folder}/pyvenv.cfg" for folder in Path(path).parents[:2]]  # says what is under a virtual environment
    try:
        said = _described(path, libraries)
    except _NoneError as error:
        if error.status == _USAGE or (script and error.status == _NOT_FOUND):
            _kept.keep(key, {"files": _stamps([path, *settings]), "wrong": str(error)})
        raise
    _kept.keep(key, {"files": _stamps([path, *settings, said[0]["path"], *said[2]]), "wrong": "", "said": said})
    return said


def _stamps(files: Iterable[str]) -> dict[str, list[int]]:
    """By which it is seen whether a file has changed; of one that is not there nothing."""
    stamps: dict[str, list[int]] = {}
    for file in files:
        stamps[file] = []
        with suppress(OSError):
            found = Path(file).stat()
            stamps[file] = [found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns]
    return stamps


def _described(path: str, libraries: str) -> Any:
    """What an interpreter says of itself; raises LookupError if it doesn't."""
    env = {"HOME": "/", "LANG": "C.UTF-8", "PATH": os.defpath} | ({LIBRARIES: libraries} if libraries else {})
    # timeout(1) ends its whole group: a script may wait for another program, which holds its output open
    command = ["timeout", "--signal=KILL", str(MOST_SECONDS), path, "-Ic", _DESCRIBE]
    try:
        ran = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, env=env)
    except OSError as error:
        raise LookupError(f"{path} can't be asked what it is, as there is no timeout(1): {error}") from None
    if ran.returncode == -signal.SIGKILL:
        raise LookupError(f"{path} is no Python: it does not say in {MOST_SECONDS} s what it is")
    with suppress(ValueError):
        if ran.returncode == 0:
            return json.loads(ran.stdout)
    said = ran.stderr.decode(errors="replace").strip().rpartition("\n")[2] or f"status {ran.returncode}"
    raise _NoneError(f"{path} is no Python that runs here: {said}", ran.returncode)


def _places(folders: Iterable[str], mapped: Iterable[str]) -> tuple[str, ...]:
    """What an interpreter needs of the machine beside the system.

    That is its folders, but none around somebody's home or this folder, and by all their names the files outside them
    that it maps.
    """
    home = Path.home()
    kept = {path for each in folders for path in (Path(each), Path(each).resolve())}
    kept = {path for path in kept if not _foreign(path, home) and not Path.cwd().is_relative_to(path)}
    for file in map(Path, mapped):
        if not _foreign(file, home) and not kept & set(file.parents):
            kept |= {each for each in file.parent.iterdir() if os.path.realpath(each) == str(file)}
    return tuple(sorted(str(path) for path in kept if not kept & set(path.parents)))


@cache
def _foreign(path: Path, home: Path) -> bool:
    """Is it of the system, around somebody's home, or not there? Asked once, as many Pythons load the same."""
    return of_system(path) or home.is_relative_to(path) or not path.exists()
