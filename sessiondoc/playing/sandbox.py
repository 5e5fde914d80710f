"""The place where a session runs: its folder, its environment, its isolation.

With namespaces (Linux, where the kernel allows them) each session has a
loopback, a process tree, a /tmp and a /dev/shm of its own and is nobody special
inside. Without them one session at a time runs on the machine, under a lock,
and what it leaves is ended. The folder stands at the same path in both, so that
tracebacks do.
"""

import ctypes
import fcntl
import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
from filelock import FileLock

ROOT = Path("/tmp/snippets")  # short, as tracebacks show it; the session's HOME too
_OWNER = ".made-by-sessiondoc"  # marks a ROOT on the real /tmp as ours to remove
LOCK = Path("/tmp/sessiondoc.lock")
RECORDED = ".recorded"  # in ROOT: what recorder.py notes
NOTHING: Mapping[str, str] = {}

# <sys/mount.h>, <sys/prctl.h> and <net/if.h> on Linux
_MS_REC, _MS_PRIVATE = 0x4000, 0x40000
_PR_SET_PDEATHSIG, _PR_SET_CHILD_SUBREAPER = 1, 36
_SIOCGIFFLAGS, _SIOCSIFFLAGS, _IFF_UP = 0x8913, 0x8914, 1


def environment() -> dict[str, str]:
    """All environment variables that a session has.

    None of the builder's is among them. UTF-8 with strict errors is what readers
    have; C.UTF-8 alone would give stdout the handler surrogateescape.
    """
    return {
        "HOME": str(ROOT),
        "LANG": "C.UTF-8",
        "LOGNAME": "user",
        "PATH": f"{ROOT}/.bin:/usr/local/bin:/usr/bin:/bin",
        "PYTHONIOENCODING": "utf-8:strict",
        "PYTHON_BASIC_REPL": "1",  # the other one redraws, and indents by itself
        "PYTHON_COLORS": "0",
        "TERM": "xterm-256color",
        "USER": "user",
    }


def furnish(source: Path | None, folder: str, python: str, startup: Mapping[str, str] = NOTHING) -> Path:
    """Make ROOT with a fresh copy of `source` as ROOT/`folder`; returns that.

    `python` and `python3` on the session's PATH are links to `python`. `startup`
    are further files, path below ROOT -> text; those in the interpreter's
    `user_site` can say what happens when it starts.
    """
    place = ROOT / folder
    if source is None:
        place.mkdir(parents=True, exist_ok=True)  # it is ROOT where a session has no page
    else:
        shutil.copytree(source, place, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
    binaries = ROOT / ".bin"
    binaries.mkdir()
    for name in ("python", "python3"):
        (binaries / name).symlink_to(python)
    for path, text in startup.items():
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_text(text, encoding="utf-8")
    return place


def in_namespaces(
    run: Callable[[], None], source: Path | None, folder: str, python: str, startup: Mapping[str, str] = NOTHING
) -> None:
    """Call `run` as PID 1 of fresh namespaces, in the furnished folder.

    The calling process must have one thread; it waits for `run` to end and with
    it everything in there. Raises OSError where the kernel refuses; an error in
    the inner process ends it with status 1.
    """
    if source is not None:
        os.chdir(source)  # stays reachable when /tmp is covered
    uid, gid = os.getuid(), os.getgid()
    os.unshare(
        os.CLONE_NEWUSER | os.CLONE_NEWNS | os.CLONE_NEWPID | os.CLONE_NEWNET | os.CLONE_NEWUTS | os.CLONE_NEWIPC
    )
    _become(0, uid, 0, gid)
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        if status:
            raise OSError(f"the namespaces' first process ended with {os.waitstatus_to_exitcode(status)}")
        return
    try:
        _libc("prctl", _PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        _mount(None, "/", None, _MS_REC | _MS_PRIVATE)
        for target, kind in (("/tmp", "tmpfs"), ("/dev/shm", "tmpfs"), ("/proc", "proc")):
            _mount(kind, target, kind)
        socket.sethostname("localhost")
        _loopback_up()
        os.chdir(furnish(None if source is None else Path(), folder, python, startup))
        os.unshare(os.CLONE_NEWUSER)
        _become(1000, 0, 1000, 0)
        run()
    except SystemExit:
        pass
    except BaseException:  # whatever it is, this process must end here
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


@contextmanager
def under_lock(
    source: Path | None,
    folder: str,
    python: str,
    startup: Mapping[str, str] = NOTHING,
    *,
    cancelled: Callable[[], bool],
) -> Iterator[None]:
    """The place without namespaces: the machine's own /tmp, one session at a time.

    Waits for the lock until `cancelled` returns true (then raises
    filelock.Timeout). Ends all processes that are left and removes the folder.
    Raises FileExistsError where ROOT is somebody else's.
    """
    with FileLock(LOCK, mode=0o666).acquire(cancel_check=cancelled):
        _remove_root()
        try:
            ROOT.mkdir()
            (ROOT / _OWNER).touch()
            os.chdir(furnish(source, folder, python, startup))
            if sys.platform == "linux":
                _libc("prctl", _PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
            yield
        finally:
            end_children()
            _remove_root()


def end_children() -> None:
    """Kill every descendant of this process, and theirs, and reap them."""
    while children := psutil.Process().children(recursive=True):
        for child in children:
            with suppress(psutil.NoSuchProcess):
                child.kill()
        psutil.wait_procs(children, timeout=5)


def try_namespaces(python: str) -> str:
    """Try all that `in_namespaces` does with this `python`, in a throwaway child.

    Returns "" if it works, or what the kernel said.
    """
    if not hasattr(os, "unshare"):
        return f"not on {sys.platform}"
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        os.dup2(writer, 2)
        try:
            in_namespaces(_prove, None, "try", python)
        except OSError as error:
            os.write(writer, str(error).encode())
            os._exit(1)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, errors="replace") as pipe:
        said = pipe.read().strip().rpartition("\n")[2]  # the last line of a traceback
    _, status = os.waitpid(child, 0)
    return "" if status == 0 else said or f"status {status}"


def _prove() -> None:
    """What must hold inside: PID 1 with a network, a terminal, a Python."""
    if os.getpid() != 1 or os.getuid() != 1000:
        raise OSError("the new namespaces have no effect")
    with socket.create_server(("127.0.0.1", 0)):
        os.close(os.openpty()[0])
    subprocess.run([ROOT / ".bin" / "python", "-Ic", "import _multiprocessing"], check=True, env=environment())


def _become(inner_uid: int, outer_uid: int, inner_gid: int, outer_gid: int) -> None:
    """Say who we are in the user namespace just made; user_namespaces(7)."""
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{inner_uid} {outer_uid} 1")
    Path("/proc/self/gid_map").write_text(f"{inner_gid} {outer_gid} 1")


def _loopback_up() -> None:
    """Switch `lo` on; a fresh network namespace has it off. netdevice(7)."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        request = struct.pack("16sh14x", b"lo", 0)
        flags = struct.unpack("16sh14x", fcntl.ioctl(sock, _SIOCGIFFLAGS, request))[1]
        fcntl.ioctl(sock, _SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", flags | _IFF_UP))


def _mount(source: str | None, target: str, kind: str | None, flags: int = 0) -> None:
    encoded = [None if text is None else text.encode() for text in (source, target, kind)]
    _libc("mount", *encoded, ctypes.c_ulong(flags), None)


def _libc(function: str, *arguments: object) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if getattr(libc, function)(*arguments) != 0:
        error = ctypes.get_errno()
        raise OSError(error, f"{function}: {os.strerror(error)}")


def _remove_root() -> None:
    if ROOT.exists():
        if not (ROOT / _OWNER).exists():
            raise FileExistsError(f"{ROOT} is not sessiondoc's: move it away, sessions without namespaces run there")
        shutil.rmtree(ROOT)
