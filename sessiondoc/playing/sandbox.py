"""The place where a session runs: its folder, its environment, its isolation.

With namespaces (Linux, where the kernel allows them) each session has a
loopback, a process tree and a root of its own, in which there are the system's
programs and its Python, read-only, and nothing else of the builder's; inside it
is nobody special. Without them one session at a time runs on the machine, under
a lock, and what it leaves is ended. The folder stands at the same path in both,
so that tracebacks do.
"""

import ctypes
import fcntl
import os
import secrets
import shutil
import signal
import socket
import struct
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from ..pythons import LIBRARIES, of_system
from .folder import copy
from .processes import descendants, wait_for_end

ROOT = Path("/tmp/snippets")  # short, as tracebacks show it; the session's HOME too
_OWNER = ".made-by-sessiondoc"  # marks a ROOT on the real /tmp as ours to remove
LOCK = Path("/tmp/sessiondoc.lock")
RECORDED = ".recorded"  # in ROOT: what recorder.py notes

# All of the machine that a session sees, beside the system and the places of its Python
_DEVICES = ("full", "null", "random", "tty", "urandom", "zero")
_LINKS = {
    "dev/fd": "/proc/self/fd",
    "dev/ptmx": "pts/ptmx",
    "dev/stdin": "fd/0",
    "dev/stdout": "fd/1",
    "dev/stderr": "fd/2",
}
_ETC = {
    "passwd": f"root:x:0:0::/root:/bin/sh\nuser:x:1000:1000::{ROOT}:/bin/bash\nnobody:x:65534:65534::/:/bin/false\n",
    "group": "root:x:0:\nuser:x:1000:\nnogroup:x:65534:\n",
    "hosts": "127.0.0.1\tlocalhost\n::1\tlocalhost\n",
    "hostname": "localhost\n",
    **dict.fromkeys(("group-", "machine-id", "passwd-", "resolv.conf", "subgid", "subuid"), ""),
}
_USER = 1000  # in a session; for the machine
_NOBODY = 65534  # where root builds
_MADE = "/sys"  # where a session's root is made: nothing that it needs lies there
_FIRST_PID = 10_000  # at least, and less than twice that

# <sys/mount.h>, <sys/prctl.h>, <sys/syscall.h>, <net/if.h> and <net/route.h> on Linux
_MS_RDONLY, _MS_BIND, _MS_MOVE, _MS_REC, _MS_PRIVATE = 1, 0x1000, 0x2000, 0x4000, 0x40000
_MOUNT_SETATTR = 442  # on every architecture
_AT_FDCWD, _AT_RECURSIVE, _MOUNT_ATTR_RDONLY = -100, 0x8000, 1
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_CHILD_SUBREAPER = 1, 4, 36
_LIBC = ctypes.CDLL(None, use_errno=True)
_SIOCADDRT, _SIOCSIFFLAGS, _IFF_UP, _RTF_UP = 0x890B, 0x8914, 1, 1


def environment() -> dict[str, str]:
    """All environment variables that a session has.

    The builder's are not among them, but for the LD_LIBRARY_PATH of an interpreter
    that does not run without. C.UTF-8 alone would give stdout surrogateescape.
    """
    libraries = os.environ.get(LIBRARIES)
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
        **({LIBRARIES: libraries} if libraries else {}),
    }


def furnish(source: Path | None, folder: str, python: str, startup: Mapping[str, str], root: Path) -> None:
    """Fill `root`, which is ROOT or will be, with a fresh copy of `source` as `folder` there.

    `python` and `python3` on the session's PATH are links to `python`. `startup`
    are further files, path below ROOT -> text. Raises OSError with the name of a
    file that can't be copied.
    """
    copy(source, root / folder)
    os.mkdir(f"{root}/.bin")
    for name in ("python", "python3"):
        os.symlink(python, f"{root}/.bin/{name}")
    for path, text in startup.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def forked(run: Callable[[], None]) -> int:
    """Call `run` in a new process, which ends with it: with status 1 and a traceback where it fails. Gives its PID."""
    if child := os.fork():
        return child
    status = 1
    try:
        run()
        status = 0
    except SystemExit:
        status = 0
    except BaseException:  # whatever it is, this process must end here
        traceback.print_exc()
    finally:
        os._exit(status)


def enter_user_namespace() -> None:
    """Be root, where this is not root, in a user namespace of our own; user_namespaces(7).

    Raises OSError where the kernel refuses. The process must have one thread.
    """
    if not _outside():
        _become(0)


def _outside() -> int:
    """Who a session is outside: nobody where root builds, so that it has none of root's files, else the builder."""
    known = [[*map(int, line.split())] for line in Path("/proc/self/uid_map").read_text().splitlines()]
    return _NOBODY if os.getuid() == 0 and any(0 <= _NOBODY - first < count for first, _, count in known) else 0


def in_namespaces(
    run: Callable[[], None],
    places: Sequence[str],
    source: Path | None,
    folder: str,
    python: str,
    startup: Mapping[str, str],
) -> int:
    """Call `run` as PID 1 of fresh namespaces, in the furnished folder; of the builder's files only `places` are there.

    The calling process must have one thread, and be root, if only in its own user namespace.
    Gives the PID of the first process in there, with which everything else ends.
    Raises OSError where the kernel refuses or a file can't be copied.
    """
    kinds = os.CLONE_NEWNS | os.CLONE_NEWPID | os.CLONE_NEWNET | os.CLONE_NEWUTS | os.CLONE_NEWIPC | os.CLONE_NEWCGROUP
    machine = os.readlink("/proc/self/ns/mnt")
    os.unshare(kinds)
    if os.readlink("/proc/self/ns/mnt") == machine:
        raise OSError("no mount namespace of its own: the machine's root would be changed")
    _mount(None, "/", None, _MS_REC | _MS_PRIVATE)
    _mount("tmpfs", _MADE, "tmpfs", data="mode=755")
    os.mkdir(f"{_MADE}/tmp")
    _mount("tmpfs", f"{_MADE}/tmp", "tmpfs", data="mode=1777")
    furnish(source, folder, python, startup, Path(f"{_MADE}{ROOT}"))
    user = _outside()
    for place, folders, files in os.walk(f"{_MADE}{ROOT}"):
        for name in (".", *folders, *files):
            os.chown(f"{place}/{name}", user, user, follow_symlinks=False)

    def inside() -> None:
        _change_root(places)
        socket.sethostname("localhost")
        _loopback_up()
        Path("/proc/sys/kernel/ns_last_pid").write_text(str(_FIRST_PID + secrets.randbelow(_FIRST_PID)))
        os.chdir(ROOT / folder)
        if user:
            os.setgroups([])
            os.setresgid(user, user, user)
            os.setresuid(user, user, user)
            _libc("prctl", _PR_SET_DUMPABLE, 1, 0, 0, 0)  # else its own uid_map is not its own
        _become(_USER)
        _rename("init")
        _end_with_parent()  # not earlier: to become somebody else switches it off
        run()

    return forked(inside)


@contextmanager
def under_lock(
    run: Callable[[], None],
    source: Path | None,
    folder: str,
    python: str,
    startup: Mapping[str, str],
    *,
    cancelled: Callable[[], bool],
) -> Iterator[int]:
    """Call `run` in a process of the machine, which shares all that this has, one session at a time; gives its PID.

    Waits for the lock until `cancelled`, which is asked again and again, returns true (then raises filelock.Timeout).
    Ends all processes that are left and removes the folder. Raises FileExistsError where ROOT is somebody else's.
    """
    from filelock import FileLock

    def inside() -> None:
        _end_with_parent()
        _adopt_orphans()
        run()

    with FileLock(LOCK, mode=0o666).acquire(cancel_check=cancelled):
        _remove_root()
        try:
            ROOT.mkdir()
            (ROOT / _OWNER).write_text(str(os.getppid()))
            furnish(source, folder, python, startup, ROOT)
            os.chdir(ROOT / folder)
            _adopt_orphans()
            yield forked(inside)
        finally:
            _end_children()
            _remove_root()


def holder() -> str:
    """The program whose session is played under the lock: its PID, or "" where none is."""
    with suppress(OSError):
        return (ROOT / _OWNER).read_text()
    return ""


def _remove_root() -> None:
    if ROOT.exists():
        if not holder() or ROOT.stat().st_uid != os.getuid():
            why = f"{ROOT} was left by no build of yours, and is of uid {ROOT.stat().st_uid}"
            raise FileExistsError(f"{why}: sessions without namespaces run there; remove it, or move it away")
        shutil.rmtree(ROOT)


def _adopt_orphans() -> None:
    """Be the parent of all that descends from this process and has lost its own."""
    _libc("prctl", _PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _end_with_parent() -> None:
    """Have this process killed when its parent ends."""
    _libc("prctl", _PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def _end_children() -> None:
    """Kill and reap every descendant of this process; one that it may not kill, as sudo's, stays."""
    ended = True
    while ended and (children := descendants()):
        for child in children:
            with suppress(PermissionError, ProcessLookupError):
                os.kill(child.pid, signal.SIGKILL)
                wait_for_end(child.pid, 3)
        ended = False
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                ended = True


def try_namespaces(python: str, places: Sequence[str]) -> str:
    """Try all that a session in namespaces does with this `python`, in a throwaway child.

    Returns "" if it works, or what the kernel said.
    """
    reader, writer = os.pipe()

    def attempt() -> None:
        os.dup2(writer, 2)
        enter_user_namespace()
        os._exit(os.waitpid(in_namespaces(_prove, places, None, "try", python, {}), 0)[1] > 0)

    child = forked(attempt)
    os.close(writer)
    with os.fdopen(reader, errors="replace") as pipe:
        said = pipe.read().strip()
    _, status = os.waitpid(child, 0)
    return (said.rpartition("\n")[2] or f"ended with {status}") if status else ""


def _prove() -> None:
    """What must hold inside: PID 1 with a network, a terminal, a shell, a Python."""
    if os.getpid() != 1 or os.getuid() != _USER:
        raise OSError("the new namespaces have no effect")
    with socket.create_server(("127.0.0.1", 0)):
        os.close(os.openpty()[0])
    os.execvpe("bash", ["bash", "-c", "python -Ic 'import _multiprocessing'"], environment())


def _change_root(places: Sequence[str]) -> None:
    """Go to the root that has the system, `places` and what was furnished; nothing leads back."""
    os.chdir(_MADE)
    for name in ("dev/pts", "dev/shm", "proc", "sys", "home", "root", "run", "var"):
        os.makedirs(name)
    system = [name for name in os.listdir("/") if of_system(f"/{name}") and not os.path.exists(name)]
    links = {name: os.readlink(f"/{name}") for name in system if os.path.islink(f"/{name}")}
    folders = [f"/{name}" for name in system if name not in links]
    for path in (*folders, *places, *(f"/dev/{name}" for name in _DEVICES)):
        _bind(path, path[1:])
    for name, text in _ETC.items():
        if os.path.exists(f"etc/{name}"):
            Path(name).write_text(text)
            _bind(name, f"etc/{name}")
            os.unlink(name)
    for name, to in (_LINKS | links).items():
        os.symlink(to, name)
    _read_only(".", 0)
    _mount("sysfs", "sys", "sysfs", _MS_RDONLY)
    _mount("tmpfs", "dev/shm", "tmpfs", data="mode=1777")
    _mount("devpts", "dev/pts", "devpts", data="newinstance,ptmxmode=0666,mode=620")
    _mount("proc", "proc", "proc")
    _mount(".", "/", None, _MS_MOVE)
    os.chroot(".")


def _bind(source: str, target: str) -> None:
    """Have a file or folder, with all that is mounted there, stand in another place too, read-only."""
    is_folder = os.path.isdir(source)
    os.makedirs(target if is_folder else os.path.dirname(target), exist_ok=True)
    if not is_folder:
        os.close(os.open(target, os.O_CREAT))
    _mount(source, target, None, _MS_BIND | _MS_REC)
    _read_only(target, _AT_RECURSIVE)


def _rename(name: str) -> None:
    """Have this process called so by `ps`, and not by the place where it lies; proc_pid_stat(5), 48 and 49."""
    fields = Path("/proc/self/stat").read_text().rpartition(") ")[2].split()
    begin, end = int(fields[45]), int(fields[46])
    ctypes.memmove(begin, name.encode().ljust(end - begin, b"\0"), end - begin)


def _read_only(target: str, flags: int) -> None:
    """Make a mount read-only: a plain remount may not be allowed where this is."""
    attributes = struct.pack("4Q", _MOUNT_ATTR_RDONLY, 0, 0, 0)
    _libc("syscall", _MOUNT_SETATTR, _AT_FDCWD, os.fsencode(target), flags, attributes, len(attributes))


def _become(user: int) -> None:
    """Be this user, and have its group, in a user namespace of our own; user_namespaces(7)."""
    uid, gid = os.getuid(), os.getgid()
    os.unshare(os.CLONE_NEWUSER)
    for name, text in (("setgroups", "deny"), ("uid_map", f"{user} {uid} 1"), ("gid_map", f"{user} {gid} 1")):
        Path("/proc/self", name).write_text(text)


def _loopback_up() -> None:
    """Switch `lo` on, as the way to 224.0.0.0/3, all groups and everybody, too; netdevice(7), rtnetlink(7)."""
    lo = ctypes.create_string_buffer(b"lo")
    to = struct.pack("H2x4s8x", socket.AF_INET, socket.inet_aton("224.0.0.0"))  # and its mask
    route = struct.pack("L16s16x16sHhLPhPLLH", 0, to, to, _RTF_UP, 0, 0, 0, 0, ctypes.addressof(lo), 0, 0, 0)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        fcntl.ioctl(sock, _SIOCSIFFLAGS, struct.pack("16sH22x", b"lo", _IFF_UP))
        fcntl.ioctl(sock, _SIOCADDRT, route)


def _mount(source: str | None, target: str, kind: str | None, flags: int = 0, data: str = "") -> None:
    encoded = [None if each is None else os.fsencode(each) for each in (source, target, kind)]
    _libc("mount", *encoded, ctypes.c_ulong(flags), data.encode())


def _libc(function: str, *arguments: object) -> int:
    """Call a function of the C library; raises OSError where that says that it failed."""
    wide = [ctypes.c_long(each) if isinstance(each, int) else each for each in arguments]
    result: int = getattr(_LIBC, function)(*wide)
    if result == -1:
        error = ctypes.get_errno()
        raise OSError(error, f"{function}{arguments}: {os.strerror(error)}")
    return result
