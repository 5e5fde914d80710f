"""Notes what happens inside a program, for its timeline. Copied into the sandbox, never imported by the engine.

Every process of a session loads it when its interpreter starts: a .pth file in
the user site folder, which lies below the session's HOME, imports it. So the
program stays as it is, no variable of the environment is added, and spawn and
forkserver, which start interpreters of their own, need nothing special.

Each event is one line of JSON, written by one os.write to a file opened with
O_APPEND, so that processes don't mix and one that is killed leaves whole lines:
[seconds on time.monotonic(), process, thread, kind, text, on]. That clock is
the same in all processes. `on` is a terminal's device, or tells locks and
queues apart. The file's descriptor is a high one: those that a program sees
keep their numbers.

Printed text is noted where the interpreter's own raw stream writes it, by an
attribute of that object: the GIL is given up there anyway, while a wrapper
around print or sys.stdout.write would be a new place to switch threads between
a text and its line end. All else of sys.stdout is stock, buffers included.

Nothing heavy is imported; what the program imports later is completed then. An
exception that passes through leaves no trace of this file in its traceback (on
CPython 3.9 and 3.10 it does: a bare `raise` has its own traceback there). What
fails in here is passed over: the program goes on, the timeline has a gap.
"""

from __future__ import annotations

import atexit
import os
import sys
import time
from _thread import get_ident
from itertools import count

TYPE_CHECKING = False  # typing would be slow to import
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_HOME = os.path.expanduser("~")
_FILE = 900  # the descriptor, or the highest one, where there are not so many
_MOST = 5_000  # events of a process: one that locks a million times is not slowed down for ever
_ESCAPED = {**{code: f"\\u{code:04x}" for code in range(32)}, 34: '\\"', 92: "\\\\"}
_left = _MOST
_ended = False
_numbers = count(1)


def note(kind: str, text: str = "", on: str = "") -> None:
    """Write one event; raises nothing."""
    global _left
    try:
        _left -= 1
        if _left < 0 and kind not in ("ended", "thread ended"):
            return
        if _left == 0:
            kind, text, on = "full", "", ""
        where = f"{time.monotonic():.6f},{os.getpid()},{get_ident()}"
        text, on = text.translate(_ESCAPED), on.translate(_ESCAPED)
        os.write(_FILE, f'[{where},"{kind}","{text}","{on}"]\n'.encode("utf-8", "backslashreplace"))
    except Exception:
        pass


def _begin() -> None:
    """A process: what it is called, as far as that is known, and its terminal."""
    global _left, _ended
    _left, _ended = _MOST, False
    note("process", _label(), next(filter(None, map(_tty, (1, 2, 0))), ""))


def _forked() -> None:
    global _argv
    _argv = ["", "os.fork"]  # multiprocessing says more in a moment
    _begin()


def _end() -> None:
    global _ended
    if not _ended:
        _ended = True
        note("ended")


def _label() -> str:
    for helper in ("resource_tracker", "forkserver"):
        if f"multiprocessing.{helper} import" in " ".join(_argv):
            return helper
    words = _argv[1:]
    while words and words[0].startswith("-") and words[0] not in ("-c", "-m"):
        del words[0]
    if words[:1] == ["-m"]:
        return " ".join(["python", *words[:2]])
    return os.path.basename(words[0]) if words and words[0] != "-c" else "python"


def _words() -> list[str]:
    """The command, as it was typed or built."""
    try:
        return list(sys.orig_argv)
    except AttributeError:  # CPython 3.9
        with open("/proc/self/cmdline", "rb") as file:
            return [word.decode("utf-8", "replace") for word in file.read().split(b"\0")[:-1]]


def _tty(fd: int) -> str:
    try:
        return os.ttyname(fd)
    except OSError:
        return ""


def _own(skip: str = "") -> bool:
    """Does the program itself call what calls this, or the library? Frames of the file `skip` don't count."""
    frame = sys._getframe(2)
    while frame.f_back is not None and frame.f_code.co_filename in (skip, __file__):
        frame = frame.f_back
    name = frame.f_code.co_filename
    return name.startswith(f"{_HOME}/") or name in ("<string>", "<stdin>")


def _watched(real: Any, kind: str, on: Callable[..., str], always: bool = False, skip: str = "") -> Any:
    """`real`, noting its beginning and its end where the program calls it (or always)."""

    def watched(*args: Any, **kwargs: Any) -> Any:
        noted = False
        try:
            noted = always or _own(skip)
            if noted:
                note(kind, "", on(*args))
            result = real(*args, **kwargs)
            if noted:
                note(f"{kind} failed" if result is False else f"{kind} ended", "", on(*args))
            return result
        except BaseException as error:
            if noted:
                note(f"{kind} failed", "", on(*args))
            error.__traceback__ = error.__traceback__ and error.__traceback__.tb_next  # a bare raise adds nothing
            raise

    return _named(watched, real)


def _unlocking(real: Any, on: Callable[..., str], always: bool = False) -> Any:
    """`real`, which gives a lock back: noted before, as another one has it at once."""

    def unlocking(*args: Any, **kwargs: Any) -> Any:
        try:
            if always or _own():
                note("unlock", "", on(*args))
            return real(*args, **kwargs)
        except BaseException as error:
            error.__traceback__ = error.__traceback__ and error.__traceback__.tb_next
            raise

    return _named(unlocking, real)


def _named(function: Any, real: Any) -> Any:
    """Give a function the names of the one in whose place it stands: it is printed, and pickled, by them."""
    for name in ("__module__", "__name__", "__qualname__", "__doc__"):
        with_name = getattr(real, name, None)
        if with_name is not None:
            setattr(function, name, with_name)
    return function


def _listen(stream: Any) -> None:
    """Note what a standard stream writes to a terminal."""
    raw = getattr(stream.buffer, "raw", stream.buffer)
    tty, real = _tty(raw.fileno()), raw.write

    def write(data: Any, note: Callable[..., None] = note) -> Any:
        try:
            note("print", bytes(data).decode("utf-8", "surrogateescape"), tty)
        except Exception:  # as late as this module's names being gone
            pass
        return real(data)

    if tty:
        raw.write = write


def _threading(module: Any) -> None:
    inner = module.Thread._bootstrap_inner

    def _bootstrap_inner(self: Any) -> None:
        note("thread", str(self.name))
        try:
            inner(self)
        finally:
            note("thread ended")

    module.Thread._bootstrap_inner = _named(_bootstrap_inner, inner)
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
            return object.__new__(cls) if _own() else make()

        def __init__(self) -> None:
            lock = self._real = make()
            number = next(_numbers)

            def on(*_: Any) -> str:
                return f"{os.getpid()} {number}"  # a forked process has a lock of its own

            self.acquire = self._enter = _watched(lock.acquire, "lock", on, always=True)
            self.release = _unlocking(lock.release, on, always=True)
            if hasattr(lock, "_release_save"):  # with these a Condition gives an RLock back, and takes it again
                self._release_save = _unlocking(lock._release_save, on, always=True)
                self._acquire_restore = _watched(lock._acquire_restore, "lock", on, always=True)

        def __enter__(self) -> Any:
            try:
                return self.acquire()
            except BaseException as error:
                error.__traceback__ = error.__traceback__ and error.__traceback__.tb_next
                raise

        def __exit__(self, *_: object) -> None:
            try:
                self.release()
            except BaseException as error:
                error.__traceback__ = error.__traceback__ and error.__traceback__.tb_next
                raise

        def __getattr__(self, name: str) -> Any:
            return getattr(self._real, name)

        def __repr__(self) -> str:
            return repr(self._real)

        def __reduce_ex__(self, protocol: Any) -> Any:
            return self._real.__reduce_ex__(protocol)

    Lock.__module__, Lock.__name__, Lock.__qualname__ = real.__module__, real.__name__, real.__qualname__
    return Lock


def _queue(module: Any) -> None:
    _queues(module.Queue, on=lambda self, *_, **__: f"{os.getpid()} {_numbered(self)}")


def _queues(*classes: Any, on: Callable[..., str]) -> None:
    for each in classes:
        for name in ("put", "get"):
            if name in vars(each):
                real = vars(each)[name]  # put_nowait and get_nowait call them too, from the same file
                setattr(each, name, _watched(real, name, on, skip=real.__code__.co_filename))


def _numbered(thing: Any) -> str:
    """Its number, which it keeps: an address is used again when a lock or a queue has gone."""
    return str(vars(thing).setdefault("_recorded", f"{os.getpid()} {next(_numbers)}"))


def _semaphore(lock: Any) -> str:
    """What is the same in all processes: a name, or under fork, which copies it, a number."""
    return str(lock._semlock.name or _numbered(lock))


def _multiprocessing_queues(module: Any) -> None:
    def on(queue: Any, *_: Any, **__: Any) -> str:
        return _semaphore(queue._rlock)

    _queues(module.Queue, module.JoinableQueue, module.SimpleQueue, on=on)


def _synchronize(module: Any) -> None:
    kinds, base = (module.Lock, module.RLock), module.SemLock
    make, enter, leave = base._make_methods, base.__enter__, base.__exit__

    def _make_methods(self: Any) -> None:
        make(self)
        _semaphore(self)  # before it is copied
        if isinstance(self, kinds):
            self.acquire = _watched(self.acquire, "lock", lambda *_, **__: _semaphore(self))
            self.release = _unlocking(self.release, lambda *_, **__: _semaphore(self))

    base._make_methods = _make_methods
    for each in kinds:
        each.__enter__ = _watched(enter, "lock", _semaphore)
        each.__exit__ = _unlocking(leave, lambda self, *_: _semaphore(self))


def _process(module: Any) -> None:
    bootstrap = module.BaseProcess._bootstrap

    def _bootstrap(self: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            target = self._target
            own = target is not None and str(target.__module__).partition(".")[0] not in (
                "multiprocessing",
                "concurrent",
            )
            note("named", f"{self.name} ({target.__name__})" if own and "-" in self.name else str(self.name))
        except Exception:
            pass
        return bootstrap(self, *args, **kwargs)

    module.BaseProcess._bootstrap = _named(_bootstrap, bootstrap)


_LATER: dict[str, Callable[[Any], None]] = {
    "threading": _threading,
    "queue": _queue,
    "multiprocessing.process": _process,
    "multiprocessing.queues": _multiprocessing_queues,
    "multiprocessing.synchronize": _synchronize,
}


class _Later:
    """A finder that finds nothing itself, but completes these modules once they are loaded."""

    @staticmethod
    def find_spec(name: str, path: Any = None, target: Any = None) -> Any:
        if name not in _LATER:
            return None
        others = (finder for finder in sys.meta_path if finder is not _Later)
        found = (finder.find_spec(name, path, target) for finder in others)
        spec = next(filter(None, found), None)
        if spec is not None and spec.loader is not None:
            load = spec.loader.exec_module

            def exec_module(module: Any) -> None:
                load(module)
                _complete(name, module)

            spec.loader.exec_module = exec_module  # type: ignore[method-assign]
        return spec


def _complete(name: str, module: Any) -> None:
    try:
        _LATER[name](module)
    except Exception:  # another Python's library: the timeline lacks something, the program nothing
        pass


def _start() -> None:
    """Begin to note, where there is a file to note it in."""
    global _argv, _FILE
    _FILE = min(_FILE, os.sysconf("SC_OPEN_MAX") - 1)
    file = os.open(f"{_HOME}/.recorded", os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC)
    os.dup2(file, _FILE, inheritable=False)
    os.close(file)
    _argv = _words()
    _begin()
    os.register_at_fork(after_in_child=_forked)
    atexit.register(_end)
    leave = os._exit

    def _exit(status: int) -> Any:
        _end()
        leave(status)

    os._exit = _named(_exit, leave)
    time.sleep = _watched(time.sleep, "sleep", lambda *_: "")
    sys.meta_path.insert(0, _Later)
    for name in _LATER.keys() & sys.modules.keys():
        _complete(name, sys.modules[name])
    for stream in (sys.stdout, sys.stderr):
        _listen(stream)


_argv: list[str] = []
try:
    sys.path.remove(os.path.dirname(__file__))  # it came with this file
    _start()
except Exception:
    pass
