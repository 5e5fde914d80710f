"""Notes what happens inside a program, for its timeline. Copied into the sandbox, never imported by the engine.

Every interpreter of a session imports it when it starts, by a .pth file in the
user site folder: no variable is added, spawn and forkserver need nothing special.

Each event is one line of JSON, written by one os.write to a file opened with
O_APPEND, so that processes don't mix and one that is killed leaves whole lines:
[seconds on time.monotonic(), the same in all processes, process, thread, kind,
text, on]. `on` is a terminal's device, or tells locks and queues apart. The
file's descriptor is a high one: a program's keep their numbers. What comes when
the file is full is not noted: a program that locks for ever is not slowed down.

Printed text is noted where the interpreter's own raw stream writes it: the GIL
is given up there anyway, while a wrapper around print or sys.stdout.write would
be a new place to switch threads between a text and its line end.

Nothing heavy is imported; what the program imports later is completed then. An
exception that passes through leaves no trace of this file in its traceback (but
on CPython 3.9 and 3.10, where a bare `raise` has one of its own). What fails in
here is passed over: the program goes on, the timeline has a gap.
"""

from __future__ import annotations

import atexit
import os
import sys
import time
from _frozen_importlib_external import PathFinder  # as importlib.machinery has it, which would be slow to import
from _thread import get_ident
from itertools import count

TYPE_CHECKING = False  # typing would be slow to import
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_HOME = os.path.expanduser("~")
_FILE = 900  # the descriptor, or the highest one, where there are not so many
_MOST = 500_000  # bytes
_ESCAPED = {**{code: f"\\u{code:04x}" for code in range(32)}, 34: '\\"', 92: "\\\\"}
_numbers = count(1)
# what methods do; with the last two a Condition gives an RLock back, and takes it again
_LOCK = {"acquire": "lock", "release": "unlock", "_acquire_restore": "lock", "_release_save": "unlock"}
_WITH = {"__enter__": "lock", "__exit__": "unlock"}
_QUEUE = {"put": "put", "get": "get", "put_nowait": "put", "get_nowait": "get"}


def note(kind: str, text: str = "", on: str = "") -> None:
    """Write one event; raises nothing."""
    try:
        now = time.monotonic()  # before fstat, which gives the GIL up: others would go on, and be noted first
        if os.fstat(_FILE).st_size < _MOST:
            where = f"{now:.6f},{os.getpid()},{get_ident()}"
            text, on = text.translate(_ESCAPED), on.translate(_ESCAPED)
            os.write(_FILE, f'[{where},"{kind}","{text}","{on}"]\n'.encode("utf-8", "backslashreplace"))
    except Exception:
        pass


def _begin(label: str = "os.fork") -> None:
    """A process and its terminal; of one that was forked multiprocessing says in a moment what it is called."""
    note("process", label, next(filter(None, map(_tty, (1, 2, 0))), ""))


def _label() -> str:
    """What the command is called, as it was typed or built."""
    with open("/proc/self/cmdline", encoding="utf-8", errors="replace") as file:
        what = file.read().split("\0")[-1 - len(sys.argv)]  # before its arguments: a program, a module, or code
    for helper in ("resource_tracker", "forkserver"):
        if f"multiprocessing.{helper} import" in what:
            return helper
    if sys.argv[0] == "-m":
        return f"python -m {what}"
    return "python" if sys.argv[0] in ("", "-", "-c") else os.path.basename(sys.argv[0])


def _tty(fd: int) -> str:
    try:
        return os.ttyname(fd)
    except OSError:
        return ""


def _own() -> bool:
    """Does the program itself call what calls this, or the library?"""
    frame = sys._getframe()
    while frame.f_code.co_filename == __file__ and frame.f_back is not None:
        frame = frame.f_back
    name = frame.f_code.co_filename
    return name.startswith(f"{_HOME}/") or name in ("<string>", "<stdin>")


def _watched(real: Any, kind: str, on: Callable[..., str] = lambda *_: "", always: bool = False) -> Any:
    """`real`, noting its beginning and its end where the program calls it, or always.

    Of an unlock only the beginning: another one has the lock at once.
    """

    def watched(*args: Any, **kwargs: Any) -> Any:
        noted, ended = False, f"{kind} failed"
        try:
            noted = always or _own()
            if noted:
                note(kind, "", on(*args))
            result = real(*args, **kwargs)
            if kind != "lock" or result is not False:
                ended = f"{kind} ended"
            return result
        finally:
            if noted and kind != "unlock":
                note(ended, "", on(*args))

    return _unseen(watched, real)


def _watch(thing: Any, methods: dict[str, str], on: Callable[..., str], always: bool = False) -> None:
    """Watch these methods of a class or of one object, as far as it has them."""
    for name, kind in methods.items():
        if hasattr(thing, name):
            setattr(thing, name, _watched(getattr(thing, name), kind, on, always))


def _named(function: Any, real: Any) -> Any:
    """Give a function the names of the one in whose place it stands: it is printed, and pickled, by them."""
    for name in ("__module__", "__name__", "__qualname__", "__doc__"):
        setattr(function, name, getattr(real, name, None))
    return function


def _unseen(function: Any, real: Any) -> Any:
    """A function in place of `real`: an exception that passes through has no trace of this file."""

    def through(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except BaseException as error:
            while error.__traceback__ is not None and error.__traceback__.tb_frame.f_code.co_filename == __file__:
                error.__traceback__ = error.__traceback__.tb_next  # a bare raise adds nothing
            raise

    return _named(through, real)


def _listen(stream: Any) -> None:
    """Note what a standard stream writes to a terminal."""
    raw = getattr(stream.buffer, "raw", stream.buffer)
    tty, real = _tty(raw.fileno()), raw.write

    def write(data: Any) -> Any:
        try:
            note("print", bytes(data).decode("utf-8", "surrogateescape"), tty)
        except Exception:  # as late as this module's names being gone
            pass
        return real(data)

    if tty:
        raw.write = _unseen(write, real)


def _threading(module: Any) -> None:
    inner = module.Thread._bootstrap_inner

    def _bootstrap_inner(self: Any) -> None:
        note("thread", str(self.name))
        try:
            inner(self)
        finally:
            note("thread ended")

    module.Thread._bootstrap_inner = _unseen(_bootstrap_inner, inner)
    module.Lock, module.RLock = _lock(module.Lock), _lock(module.RLock)


def _lock(make: Any) -> Any:
    """In place of threading.Lock or RLock: what the program makes is watched, what the library makes is a real one."""
    real = type(make())

    class Kind(type):
        def __instancecheck__(cls, instance: Any) -> bool:
            return isinstance(instance, real)

        def __repr__(cls) -> str:
            return repr(real)

    class Lock(metaclass=Kind):
        __class__ = property(lambda self: real)

        def __new__(cls) -> Any:
            lock = make()
            if not _own():
                return lock
            self: Any = object.__new__(cls)
            self._real = lock
            return self

        def __getattr__(self, name: str) -> Any:
            return getattr(self._real, name)

    def passed_on(name: str) -> Any:
        return _unseen(lambda self, *args, **kwargs: getattr(self._real, name)(*args, **kwargs), getattr(real, name))

    for name in {*_LOCK, *_WITH, "__repr__", "__reduce_ex__"} & {*dir(real)}:
        setattr(Lock, name, passed_on(name))
    _watch(Lock, {**_LOCK, **_WITH}, _here, always=True)
    return _named(Lock, real)


def _multiprocessing_queues(module: Any) -> None:
    for each in (module.JoinableQueue, module.Queue, module.SimpleQueue):  # the heir before its parent is watched
        _watch(each, _QUEUE, lambda queue, *_: _shared(queue._rlock))


def _synchronize(module: Any) -> None:
    kinds, make = (module.Lock, module.RLock), module.SemLock._make_methods

    def _make_methods(self: Any) -> None:
        make(self)
        _shared(self)  # before it is copied
        if isinstance(self, kinds):
            _watch(self, _LOCK, lambda *_: _shared(self))

    module.SemLock._make_methods = _make_methods
    for each in kinds:
        _watch(each, _WITH, _shared)


def _numbered(thing: Any) -> str:
    """Its number, which it keeps: an address is used again when a lock or a queue has gone."""
    return str(vars(thing).setdefault("_recorded", f"{os.getpid()} {next(_numbers)}"))


def _here(thing: Any, *_: Any) -> str:
    """What tells threads' locks and queues apart: a forked process has its own."""
    return f"{os.getpid()} {_numbered(thing)}"


def _shared(lock: Any, *_: Any) -> str:
    """What is the same in all processes: a name, or under fork, which copies it, a number."""
    return str(lock._semlock.name or _numbered(lock))


def _process(module: Any) -> None:
    bootstrap = module.BaseProcess._bootstrap

    def _bootstrap(self: Any, *args: Any, **kwargs: Any) -> Any:
        target, name = self._target, str(self.name)
        package = str(getattr(target, "__module__", "")).partition(".")[0]
        if "-" in name and hasattr(target, "__name__") and package not in ("multiprocessing", "concurrent"):
            name = f"{name} ({target.__name__})"  # it has no name but a number
        note("named", name)
        return bootstrap(self, *args, **kwargs)

    module.BaseProcess._bootstrap = _unseen(_bootstrap, bootstrap)


_LATER: dict[str, Callable[[Any], None]] = {
    "threading": _threading,
    "queue": lambda module: _watch(module.Queue, _QUEUE, _here),
    "multiprocessing.process": _process,
    "multiprocessing.queues": _multiprocessing_queues,
    "multiprocessing.synchronize": _synchronize,
}


class _Later:
    """A finder of nothing but these modules, which it completes once they are loaded."""

    @staticmethod
    def find_spec(name: str, path: Any = None, target: Any = None) -> Any:
        spec = PathFinder.find_spec(name, path, target) if name in _LATER else None
        if spec is not None and spec.loader is not None:
            load = spec.loader.exec_module

            def exec_module(module: Any) -> None:
                load(module)
                try:
                    _LATER[name](module)
                except Exception:  # another Python's library: the timeline lacks something, the program nothing
                    pass

            spec.loader.exec_module = exec_module  # type: ignore[method-assign]
        return spec


def _start() -> None:
    """Begin to note, where there is a file to note it in."""
    global _FILE
    _FILE = min(_FILE, os.sysconf("SC_OPEN_MAX") - 1)
    file = os.open(f"{_HOME}/.recorded", os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC)
    os.dup2(file, _FILE, inheritable=False)
    os.close(file)
    _begin(_label())
    os.register_at_fork(after_in_child=_begin)
    atexit.register(note, "ended")
    leave = os._exit

    def _exit(status: int) -> Any:
        note("ended")
        leave(status)

    os._exit = _unseen(_exit, leave)
    time.sleep = _watched(time.sleep, "sleep")
    sys.meta_path.insert(0, _Later)
    for stream in (sys.stdout, sys.stderr):
        _listen(stream)


try:
    sys.path.remove(os.path.dirname(__file__))  # it came with this file
    _start()
except Exception:
    pass
