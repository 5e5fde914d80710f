"""The place where a session runs: nothing of the builder's is in it, and nothing of it stays.

Each test holds a line of playing/sandbox.py or playing/folder.py. Those on what
is hidden are done as whoever runs the tests and, where that is root, as a user
without rights too.
"""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import uuid
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from small_site import build as build_site
from small_site import session, shows, warnings, write

from sessiondoc.playing import sandbox
from sessiondoc.playing.interpreters import interpreter, interpreters
from sessiondoc.playing.players import Players
from sessiondoc.session import Options, parse
from sessiondoc.transcript import Transcript, read_by

SECRET = "xyzzy-plugh"
NOBODY_HERE = 65533  # a user without rights who has nothing


@pytest.fixture(autouse=True)
def allowed(players):
    """That this hides no broken sandbox: test_play.py, test_namespaces_are_used_where_the_kernel_allows_them."""
    if players.refused:
        pytest.skip(f"no namespaces here: {players.refused}")


@pytest.fixture(params=["as it is", "without rights"])
def inside(request, tmp_path):
    """Run a shell's script as a session's command; gives what it printed."""
    without_rights = request.param == "without rights"
    if without_rights and os.getuid():
        pytest.skip("the tests are run without rights")

    def inside(script: str, python: str = "/bin/true", places=()) -> str:
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                os.setsid()
                if without_rights:
                    os.chdir("/")
                    os.setgroups([])
                    os.setresgid(*[NOBODY_HERE] * 3)
                    os.setresuid(*[NOBODY_HERE] * 3)
                    ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)  # PR_SET_DUMPABLE
                elif os.getuid() == 0:
                    os.setgroups([0, 4])  # as root has them who logs in
                sandbox.enter_user_namespace()
                os.waitpid(sandbox.in_namespaces(lambda: run(script, writer), places, None, "page", python, {}), 0)
            finally:
                os._exit(0)
        os.close(writer)
        os.waitpid(child, 0)
        with os.fdopen(reader, errors="replace") as pipe:
            said = pipe.read()
        assert said.endswith("\nover\n"), "the sandbox was not made"
        return said.removesuffix("\nover\n")

    def run(script: str, writer: int) -> None:
        env = sandbox.environment()
        done = subprocess.run(
            ["bash", "-c", f"{script}\necho; echo over"], env=env, stdout=writer, stderr=subprocess.STDOUT, check=False
        )
        assert done.returncode >= 0

    return inside


def folders():
    """Where a builder has files: its home, beside the snippets, what services have, what nobody listed."""
    return [Path.home(), Path.cwd(), *map(Path, ("/tmp", "/var/tmp", "/run", "/dev/shm", "/opt", "/mnt", "/"))]


@pytest.mark.parametrize("place", folders(), ids=str)
def test_a_file_of_the_builder_is_not_there(inside, place):
    """In a folder of its own, so that in `/` too it is one that nobody listed."""
    try:
        holder = tempfile.TemporaryDirectory(dir=place, prefix="sessiondoc-test-")
    except OSError:
        pytest.skip(f"{place} is not ours to write into")
    with holder as made:
        secret = Path(made, "secret")
        secret.write_text(SECRET)
        for each in (Path(made), secret):
            each.chmod(0o777)
        said = inside(f"cat {secret}; ls -la {made} {place}; cat /proc/1/root{secret} /proc/1/cwd/{secret.name}")
        assert secret.read_text() == SECRET
    assert SECRET not in said
    assert Path(made).name not in said.replace(made, "")
    assert f"{secret}: No such file or directory" in said


def test_what_lies_where_programs_are_can_be_read_and_not_written(inside):
    said = inside(
        "for each in / /usr /etc /usr/bin /sys /dev /proc/sys/kernel; do touch $each/made-by-a-session; done;"
        "echo x > /etc/hostname; echo x > /proc/sys/kernel/core_pattern; echo x > /proc/sysrq-trigger;"
        "cat /usr/bin/env > /dev/null && echo read; echo done"
    )
    assert "Permission denied" in said or "Read-only file system" in said
    lines = said.splitlines()
    assert len(lines) == 12, said
    assert lines[-2:] == ["read", "done"]
    assert not list(Path("/usr").glob("made-by*")) + list(Path("/etc").glob("made-by*"))


def test_what_is_mounted_is_read_only_but_the_sessions_own(inside):
    """Whoever it is inside: this holds also for a file that is its own outside."""
    said = inside("cat /proc/self/mounts")
    writable = {line.split()[1] for line in said.splitlines() if line.split()[3].split(",")[0] == "rw"}
    devices = {f"/dev/{name}" for name in sandbox._DEVICES}
    assert writable - devices == {"/tmp", "/dev/shm", "/dev/pts", "/proc"}


def test_no_disk_and_no_terminal_of_the_machine_is_there(inside):
    said = inside("stat -c '%n %F' /dev/* /dev/pts/* | grep special | cut -d ' ' -f 1")
    assert set(said.split()) == {f"/dev/{name}" for name in sandbox._DEVICES} | {"/dev/pts/ptmx"}


def test_what_only_root_may_read_is_not_read(inside):
    """Also where root builds: in a session it is nobody for the machine."""
    if os.getuid() or not Path("/etc/shadow").exists():
        pytest.skip("root only")
    assert inside("cat /etc/shadow; echo $?").endswith("Permission denied\n1\n")


def test_other_processes_are_not_there(inside, monkeypatch):
    monkeypatch.setenv("SESSIONDOC_SECRET", SECRET)
    script = "echo $$; cat /proc/[0-9]*/environ /proc/[0-9]*/cmdline | tr '\\0' ' '; env; ls -d /proc/[0-9]*"
    with subprocess.Popen([sys.executable, "-c", "input()", SECRET], stdin=subprocess.PIPE) as other:
        said = inside(script.replace(SECRET, ""))
        assert Path("/proc", str(other.pid)).exists()
        other.communicate(b"\n")
    assert SECRET not in said
    assert len([line for line in said.splitlines() if line.startswith("/proc/")]) < 8


def test_what_the_player_holds_open_can_not_be_reached(inside, capfd):
    """Its standard error is the builder's terminal."""
    said = inside("for fd in 0 1 2 3 4 5; do echo reached > /proc/1/fd/$fd; done; cat /proc/1/environ; echo done")
    assert "done" in said
    assert "reached" not in said + capfd.readouterr().err


def test_the_first_pid_is_another_each_time(inside):
    pids = [int(inside("echo $$")) for _ in range(4)]
    assert len(set(pids)) > 1
    assert min(pids) > sandbox._FIRST_PID


def test_the_account_is_the_sessions_own(inside):
    assert inside("id -un; id -gn; id -Gn; getent passwd $(id -u); cat /etc/hosts | tail -1").splitlines() == [
        "user",
        "user",
        "user",
        "user:x:1000:1000::/tmp/snippets:/bin/bash",
        "::1\tlocalhost",
    ]


def test_nothing_names_the_builders_machine_or_where_the_engine_lies(inside):
    assert inside("tr '\\0' ' ' < /proc/1/cmdline").strip() == "init"
    assert inside("cat /etc/hostname") == "localhost\n"
    for name in ("machine-id", "resolv.conf", "passwd-", "group-", "subuid", "subgid"):
        assert inside(f"if [ -e /etc/{name} ]; then cat /etc/{name}; fi") == ""
    assert {line.rpartition(":")[2] for line in inside("cat /proc/self/cgroup").splitlines()} == {"/"}


GROUP = """\
import socket, struct, sys

to, port = sys.argv[1], 5007
listener, s = (socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(2))
with listener, s:
    listener.bind(("", port))
    if to.startswith("224"):
        group = struct.pack("4s4s", socket.inet_aton(to), socket.inet_aton("0.0.0.0"))
        listener.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, group)
    s.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
    s.sendto(b"to all", (to, port))
    listener.settimeout(5)
    print(listener.recv(100))
"""


@pytest.fixture
def source(tmp_path):
    made = tmp_path / "source"
    made.mkdir()
    return made


@pytest.fixture
def play(players, source):
    def play(text: str, python=None, timeout: float = 10.0, **programs: str) -> Transcript:
        for name, program in programs.items():
            (source / f"{name}.py").write_text(program, encoding="utf-8")
        return players.play(parse(text, Options(timeout=timeout), "p.md"), source, python or interpreter())

    return play


@pytest.mark.parametrize("to", ["224.1.1.1", "255.255.255.255"])
def test_groups_and_broadcast_go_over_the_loopback(play, to):
    assert play(f"$ python a.py {to}\nb'to all'\n", a=GROUP).output() == ["b'to all'"]


@pytest.mark.parametrize("python", interpreters(), ids=lambda python: python.kind)
def test_every_python_of_this_machine_runs_in_there(play, python):
    """Wherever it lies, in somebody's home too, with its own libraries; and in a terminal."""
    program = "import ctypes, multiprocessing, os, sqlite3, ssl\n\nprint(os.isatty(0), os.ttyname(0))\n"
    ran = play("$ python a.py\nTrue /dev/pts/0\n", python, a=program)
    assert ran.output() == ["True /dev/pts/0"]


def test_of_the_home_in_which_a_python_lies_nothing_else_is_there(play):
    within = [python for python in interpreters() if Path.home() in Path(python.path).parents]
    if not within:
        pytest.skip("no Python of this machine lies in this home")
    top = Path(within[0].path).relative_to(Path.home()).parts[0]
    ran = play("$ python a.py\n...\n", within[0], a=f'import os\n\nprint(os.listdir("{Path.home()}"))\n')
    assert ran.output() == [f"['{top}']"]


def test_a_python_installed_right_in_a_home_brings_no_home_along(tmp_path, monkeypatch):
    """As by --prefix=$HOME: its own folders are there, those beside them are not."""
    under = Path(interpreter().path).parent.parent
    monkeypatch.setattr(Path, "home", lambda: under)
    interpreter.cache_clear()
    try:
        places = list(map(Path, interpreter().places))
    finally:
        interpreter.cache_clear()
    assert under not in places
    assert places


def test_where_it_is_needed_the_path_of_the_libraries_is_kept(tmp_path, monkeypatch):
    """A Python that does not start without it, as one with its own libpython."""
    if interpreter().libraries:
        pytest.skip("this one does not start without it either")
    shim = tmp_path / "python3.13"
    shim.write_text(f'#!/bin/sh\n[ -n "$LD_LIBRARY_PATH" ] || exit 127\nexec {interpreter().path} "$@"\n')
    shim.chmod(0o755)
    monkeypatch.setenv("LD_LIBRARY_PATH", str(tmp_path))
    assert interpreter(str(shim)).libraries == str(tmp_path)
    assert str(tmp_path) in interpreter(str(shim)).places
    assert interpreter(f"{interpreter().path}").libraries == ""


def test_a_python_that_does_not_run_with_the_builders_libraries_runs_without(tmp_path, monkeypatch):
    shim = tmp_path / "python3.13"
    shim.write_text(f'#!/bin/sh\n[ -z "$LD_LIBRARY_PATH" ] || exit 127\nexec {interpreter().path} "$@"\n')
    shim.chmod(0o755)
    monkeypatch.setenv("LD_LIBRARY_PATH", str(tmp_path))
    assert interpreter(str(shim)).libraries == ""
    assert interpreter(str(shim)).path == interpreter().path


def test_the_engine_runs_nothing_of_a_home_that_others_can_write(tmp_path):
    """HOME is /tmp/snippets, where before a session anybody could put a .pth."""
    with Players() as players:
        assert "-I" in psutil.Process(players._process.pid).cmdline()


def test_nothing_is_loaded_that_every_fork_would_pay_for():
    costly = {"filelock", "logging", "psutil", "subprocess", "threading"}
    program = f"import sys, sessiondoc.playing.server; print({{*sys.modules}} & {costly})"
    assert subprocess.check_output([sys.executable, "-I", "-c", program], text=True) == "set()\n"


def in_the_servers_place(monkeypatch, program, *given):
    """Have Players start this program, with these words and the server's last one; what else is started is."""
    popen = subprocess.Popen

    def start(words, **options):
        ours = [sys.executable, "-c", program, *given, words[-1]]
        return popen(ours if "sessiondoc.playing.server" in words else words, **options)

    monkeypatch.setattr("sessiondoc.playing.players.subprocess.Popen", start)


REFUSED = """
import os, socket, sys

from sessiondoc.playing import sandbox, server

WHERE, NAME = sys.argv[1:3]

def refuse(*_):
    raise OSError(1, "Operation not permitted")

setattr(os if WHERE == "os" else sandbox, NAME, refuse)
server.main(socket.socket(fileno=int(sys.argv[-1])))
"""


@pytest.mark.parametrize("what", ["os unshare", "sandbox _change_root", "sandbox _mount", "sandbox _become"])
def test_where_the_kernel_refuses_a_sentence_says_so_and_the_lock_is_used(monkeypatch, source, what):
    python = interpreter()
    in_the_servers_place(monkeypatch, REFUSED, *what.split())
    (source / "a.py").write_text('print("played")\n')
    with Players() as players:
        assert players.refused.endswith("Operation not permitted")
        assert players.isolation == "lock"
        assert players.play(parse("$ python a.py\nplayed\n", page="p.md"), source, python).outcome == "ended"


# What of a snippet folder is copied


def test_a_link_is_what_it_leads_to(play, source, tmp_path):
    (tmp_path / "data.txt").write_text("from elsewhere\n")
    (tmp_path / "more").mkdir()
    (tmp_path / "more/one.txt").write_text("one\n")
    (source / "data.txt").symlink_to(tmp_path / "data.txt")
    (source / "more").symlink_to(tmp_path / "more")
    ran = play("$ cat data.txt more/one.txt\n...\n$ ls\n...\n")
    assert ran.output() == ["from elsewhere", "one", "data.txt  more"]


@pytest.mark.parametrize("to", ["nothing", "nowhere"])
def test_a_link_that_leads_nowhere_or_to_itself_is_named(play, source, to):
    (source / "nowhere").symlink_to(to)
    ran = play("$ true\n")
    assert ran.outcome == "refused"
    assert "source/nowhere is a link that leads nowhere: mend or remove it" in ran.problem


def test_a_copy_has_the_mode_and_the_time_of_its_file(play, source):
    (source / "a.sh").touch(0o750)
    os.utime(source / "a.sh", (1_700_000_000, 1_600_000_000))
    assert play("$ stat -c '%a %Y' a.sh\n...\n").output() == ["750 1600000000"]


def test_a_link_to_a_folder_around_it_is_named(play, source):
    (source / "around").symlink_to(source)
    ran = play("$ true\n")
    assert ran.outcome == "refused"
    assert "source/around is a link to a folder that it lies in" in ran.problem


def test_what_programs_left_there_is_passed_over(play, source, monkeypatch):
    os.mkfifo(source / "fifo")
    monkeypatch.chdir(source)
    with socket.socket(socket.AF_UNIX) as left:
        left.bind("sock")
        (source / "__pycache__").mkdir()
        assert play("$ python a.py\n['a.py']\n", a="import os\n\nprint(os.listdir())\n").output() == ["['a.py']"]


def test_names_that_are_no_utf_8_are_copied(play, source):
    Path(os.fsdecode(bytes(source) + b"/caf\xe9")).write_text("x")
    ran = play("$ python a.py\n...\n", a="import os\n\nprint(ascii(sorted(os.listdir())))\n")
    assert ran.output() == [r"['a.py', 'caf\udce9']"]
    assert ran.read == ("a.py",)


def test_a_file_that_can_not_be_read_is_named(play, source):
    """Nobody may read that one, nor may root."""
    closed = Path("/proc/sys/vm/compact_memory")
    if not closed.exists():
        pytest.skip(f"no {closed} here")
    (source / "closed").symlink_to(closed)
    ran = play("$ true\n")
    assert ran.outcome == "refused"
    assert "Permission denied" in ran.problem
    assert f"{source}/closed" in ran.problem


# What is read

RUN = {"b.py", "package/__init__.py", "package/c.py"}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        pytest.param("$ python a.py\n...\n", {"a.py", *RUN}, id="what it imports"),
        pytest.param("$ python - < b.py\n...\n", {"b.py"}, id="from its input"),
        pytest.param("$ cat b.py | python -\n...\n", {"b.py"}, id="through a pipe"),
        pytest.param("$ sh -c 'python b.py; true' | head -1\n...\n", {"b.py"}, id="in another shell"),
        pytest.param("$ python -m package.c\n...\n", {"package/__init__.py", "package/c.py"}, id="a package"),
        pytest.param("$ cat b.py && head -1 a.py | wc -l; ls > list\n...\n", set(), id="only shown"),
        pytest.param("$ cat a.py\n...\n$ python b.py\n...\n", {"b.py"}, id="shown, and another run"),
        pytest.param("$ cat b.py\n...\n$ python b.py\n...\n", {"b.py"}, id="shown, and run"),
        pytest.param("$ python b.py\n...\n$ cat a.py b.py\n...\n", {"b.py"}, id="run, and another shown"),
        pytest.param(
            "$ python b.py &\n[1] [..]\n$ wait\n...\n$ cat a.py\n...\n", {"b.py"}, id="a job, and another shown"
        ),
        pytest.param("$ awk 1 a.py\n...\n", set(), id="shown by awk"),
        pytest.param('$ echo "$(python b.py)"\n...\n', {"b.py"}, id="in a word"),
        pytest.param("$ grep -E 'i|\\(' b.py 2>&1 | cat\n...\n", set(), id="signs in quotes"),
        pytest.param("$ X=$(python b.py)\n", {"b.py"}, id="in a variable"),
        pytest.param("$ '/tmp/snippets/.bin/python' < b.py\nb\n", {"b.py"}, id="a quoted name"),
        pytest.param("$ python -m py_compile a.py\n", set(), id="only compiled"),
        pytest.param("$ python3 -m compileall -q . && python -m dis b.py > list\n", set(), id="all compiled"),
        pytest.param(
            "$ python -m py_compile b.py\n$ python a.py\n...\n", {"a.py", *RUN}, id="compiled, and imported so"
        ),
        pytest.param(
            "[a] $ python b.py\nb\n[b] $ python -m package.c\n1\n",
            RUN,
            id="two terminals",
        ),
    ],
)
def test_what_is_read_is_known(play, source, text, read):
    (source / "package").mkdir()
    (source / "package/__init__.py").write_text("name = 1\n")
    (source / "package/c.py").write_text("from . import name\n\nprint(name)\n")
    ran = play(text, a="import b\nimport package.c\n", b="print('b')\n", unused="")
    assert ran.outcome == "ended", ran
    assert set(ran.read) == read == read_by([ran])


def test_a_cached_byte_code_hides_nothing(play):
    ran = play("$ python a.py\n...\n$ python a.py\n...\n$ cat b.py\n...\n", a="import b\n", b="\n")
    assert ran.read == ("a.py", "b.py")


def test_without_namespaces_what_is_read_is_not_known(source):
    (source / "a.py").write_text("")
    with Players(namespaces=False) as players:
        ran = players.play(parse("$ python a.py\n", page="p.md"), source, interpreter())
    assert (ran.outcome, ran.read) == ("ended", None)
    assert read_by([ran]) == set()


# The watchdog


BUSY_PLAYER = """
import sys, time

from sessiondoc.playing import player, server

server.OVERTIME = 0.5
of = player.Play._printed

def compute(*given):
    of(*given)
    while True:
        pass

player.Play._printed = compute
import socket
server.main(socket.socket(fileno=int(sys.argv[-1])))
"""


@pytest.fixture(params=["namespaces", "lock"])
def computing(request, monkeypatch):
    """Players whose players compute for ever as soon as a line is printed, as a matcher might."""
    in_the_servers_place(monkeypatch, BUSY_PLAYER)
    with Players(namespaces=request.param == "namespaces") as players:
        yield players


def test_a_player_that_computes_past_the_time_is_ended(computing, source):
    (source / "a.py").write_text('print("printed")\n')
    ran = computing.play(parse("$ python a.py\nprinted\n", Options(timeout=0.5), "p.md"), source, interpreter())
    assert (ran.outcome, ran.output()) == ("timeout", ["printed"])
    assert "0.5 s" in ran.problem
    assert ran.read is None


UP = 'import signal\n\nprint("up", flush=True)\nsignal.pause()\n'


def test_when_what_watches_is_killed_nothing_goes_on(source):
    """In namespaces, where all ends with the first process."""
    (source / "a.py").write_text(UP)
    killed = []
    with Players() as players:

        def watch(event):
            if event.kind == "line":
                [watching] = psutil.Process(players._process.pid).children()
                killed.extend([watching, *watching.children(recursive=True)])
                watching.kill()

        with pytest.raises(RuntimeError, match="the player is gone"):
            players.play(parse("$ python a.py\nup\n", Options(timeout=300), "p.md"), source, interpreter(), watch=watch)
        _, alive = psutil.wait_procs(killed, timeout=20)
        assert len(killed) >= 3
        assert alive == []


def test_under_the_lock_an_orphan_is_waited_for(source):
    """Although it says nothing until its player has looked for a while, or has ended."""
    program = (
        "import os, signal\n\nsignal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})\nif os.fork() == 0:\n"
        '    os.setsid()\n    signal.sigwait({signal.SIGUSR1})\n    print("orphan")\n'
    )
    (source / "a.py").write_text(program)
    with Players(namespaces=False) as players:

        def watch(event):
            if event.kind == "status":
                [watching] = psutil.Process(players._process.pid).children()
                [player, *_] = watching.children()
                [orphan] = [each for each in watching.children(recursive=True) if each.cmdline()[-1:] == ["a.py"]]
                looked(player)
                orphan.send_signal(signal.SIGUSR1)

        ran = players.play(parse("$ python a.py\norphan\n", page="p.md"), source, interpreter(), watch=watch)
    assert (ran.outcome, ran.output()) == ("ended", ["orphan"])


def looked(player: psutil.Process) -> None:
    """Wait until a player has slept forty times more, as it does between two looks, or has ended."""
    with suppress(psutil.NoSuchProcess):
        before = player.num_ctx_switches().voluntary
        while player.num_ctx_switches().voluntary < before + 40:
            os.sched_yield()


ENDING = """
import os

from sessiondoc.playing import sandbox

if os.fork() == 0:
    os.close(1)
    os.read(0, 1)
    os._exit(0)
os.setresuid(65533, 65533, 65533)
sandbox._end_children()
print("over")
"""


@pytest.mark.skipif(os.getuid() != 0, reason="root only")
def test_under_the_lock_what_may_not_be_killed_hinders_nothing():
    """A program that has become somebody else, as by sudo: it ends when its input does."""
    with subprocess.Popen([sys.executable, "-c", ENDING], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as ending:
        assert ending.stdout.readline() == b"over\n"


def test_a_player_that_computes_ends_when_nobody_waits(computing, source):
    name = f"p{uuid.uuid4().hex}"
    (source / "a.py").write_text('print("printed")\n')
    printed, errors = threading.Event(), []

    def play():
        text = parse("$ python a.py\nprinted\n", Options(timeout=300), f"{name}.md")
        try:
            computing.play(text, source, interpreter(), watch=lambda event: event.kind == "line" and printed.set())
        except RuntimeError as error:
            errors.append(str(error))

    thread = threading.Thread(target=play)
    thread.start()
    assert printed.wait(20)
    its = psutil.Process(computing._process.pid).children(recursive=True)
    computing.close()  # waits until all that it started has ended
    thread.join(20)
    assert [each for each in its if each.is_running()] == []
    assert "the player is gone" in errors[0]


# What a build says


def test_a_build_does_not_mind_what_was_left_there(tmp_path):
    page = "# a\n\n" + shows("a/a.py") + session("$ python a.py\nhi\n")
    root = write(tmp_path, {"a.md": page}, {"a/a.py": 'print("hi")\n'})
    os.mkfifo(root / "snippets/a/go")
    (root / ".cache").write_text("")  # nothing can be kept
    status, output = build_site(root, "--strict")
    assert status == 0, output
    assert warnings(output) == []
