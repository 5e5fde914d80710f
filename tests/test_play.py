"""The player, with small programs that misbehave in real terminals."""

import json
import os
import queue
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import uuid
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from textwrap import dedent
from types import SimpleNamespace

import psutil
import pytest
from filelock import FileLock
from small_site import processes, survivors
from small_site import session as fence
from small_site import write as site

from sessiondoc.compare import compare
from sessiondoc.errors import PlayerError
from sessiondoc.matching import is_notice, plain
from sessiondoc.playing import sandbox
from sessiondoc.playing.interpreters import interpreter
from sessiondoc.playing.player import SILENCE
from sessiondoc.playing.players import Players
from sessiondoc.playing.schedule import AT_WORK, Schedule
from sessiondoc.playing.screen import Screen
from sessiondoc.playing.terminal import _KEY, EndedError, Terminal
from sessiondoc.session import Options, parse

ISOLATIONS = ["namespaces", "lock"]
UP = 'import signal\n\nprint("up")\nsignal.pause()\n'


@pytest.fixture(scope="module", params=ISOLATIONS)
def isolated(request, players):
    """Players that isolate each session, and players that play under the lock."""
    if request.param == "namespaces":
        if players.refused:
            pytest.skip(f"no namespaces here: {players.refused}")
        yield players
    else:
        with Players(namespaces=False) as locked:
            yield locked


def test_namespaces_are_used_where_the_kernel_allows_them(players):
    """The tests in namespaces are skipped without them: that must not hide that they are broken."""
    unshare = shutil.which("unshare")
    if unshare is None:
        pytest.skip("no util-linux here")
    kinds = ["--user", "--map-root-user", "--mount", "--net", "--uts", "--ipc", "--pid", "--fork", "--mount-proc"]
    trial = subprocess.run([unshare, *kinds, "mount", "-t", "tmpfs", "tmpfs", "/tmp"], capture_output=True)
    assert (players.isolation, players.refused == "") == (
        ("namespaces", True) if trial.returncode == 0 else ("lock", False)
    )


@pytest.fixture
def page():
    """The name of a page that no other process on the machine has in its path."""
    return f"p{uuid.uuid4().hex}/页 a"


@pytest.fixture
def source(tmp_path):
    """The snippet folder."""
    folder = tmp_path / "source"
    folder.mkdir()
    return folder


def write(source: Path, programs: dict[str, str]) -> None:
    for name, text in programs.items():
        (source / f"{name}.py").write_text(dedent(text), encoding="utf-8")


def session_of(text: str, page: str, **options):
    return parse(dedent(text).replace("PAGE", page), Options(**options), f"{page}.md")


@pytest.fixture
def play(isolated, page, source):
    """Write programs, play a session's text; nothing survives it."""

    def play(text, watch=bool, timeout=10.0, **programs):
        write(source, programs)
        session = session_of(text, page, timeout=timeout)
        transcript = isolated.play(session, source, interpreter(), watch=watch)
        assert transcript.isolation == isolated.isolation
        assert survivors(page) == []
        return session, transcript

    return play


def assert_agrees(session, transcript):
    """The matcher agrees; and without its help, line for line and status for status."""
    assert [found.text for found in compare(session, transcript).differences] == []
    assert (transcript.outcome, transcript.problem) == ("ended", "")
    for terminal in session.terminals:
        stated = [line.text for step in session.of(terminal) for line in step.stated]
        came = [plain(line) for line in transcript.output(terminal)]
        if None not in stated:
            # A job's notice may stand at any prompt.
            assert sorted(filter(is_notice, came)) == sorted(line for line in stated if is_notice(line or ""))
            came, stated = ([line for line in lines if not is_notice(line or "")] for lines in (came, stated))
            open_ends = [i for i, line in enumerate(stated) if "[..]" in (line or "")]
            assert [*came] == [came[i] if i in open_ends else line for i, line in enumerate(stated)]
        statuses = [command.status for command in transcript.commands if command.terminal == terminal]
        assert statuses == session.expected_statuses(terminal)


AGREES = {
    "silent": ("$ python program.py\n", {"program": ""}),
    "crashing": (
        """\
        $ python program.py
        Traceback (most recent call last):
          File "/tmp/snippets/PAGE/program.py", line 1, in <module>
            raise ValueError("没有")
        ValueError: 没有
        ? 1
        """,
        {"program": 'raise ValueError("没有")\n'},
    ),
    "no newline at the end": (
        """\
        $ python program.py
        one
        $ python program.py
        one
        """,
        {"program": 'print("one", end="")\n'},
    ),
    "a character in two writes": (
        "$ python program.py\n你\n",
        {"program": 'import os\n\nfor byte in "你\\n".encode():\n    os.write(1, bytes([byte]))\n'},
    ),
    "bytes that are no UTF-8": (
        r"""
        $ python program.py
        caf\xe9 \xff!
        """.lstrip("\n"),
        {"program": 'import os\n\nos.write(1, b"caf\\xe9 \\xff!\\n")\n'},
    ),
    "strict UTF-8": (
        """\
        $ python program.py
        utf-8 strict
        """,
        {"program": "import sys\n\nprint(sys.stdout.encoding, sys.stdout.errors)\n"},
    ),
    "markup": (
        """\
        $ python program.py
        <script>alert(1)</script> &amp; [bold]b[/bold] `c` **d** {{ e }}
        """,
        {"program": 'print("<script>alert(1)</script> &amp; [bold]b[/bold] `c` **d** {{ e }}")\n'},
    ),
    "control characters": (
        "$ python program.py\naz\ta\n",
        {"program": 'import os\n\nos.write(1, b"a\\0\\x01\\x02\\x03\\x07\\x0e\\x0f\\x7fz\\ta\\n")\n'},
    ),
    "a forged end of a command": (
        """\
        $ python program.py
        ...
        after
        ? 3
        """,
        {"program": r'print("\x1b]133;D;0;0123456789abcdef\x07")' + '\nprint("after")\nraise SystemExit(3)\n'},
    ),
    "Ctrl-C while it computes comes when it waits": (
        "$ python program.py\nready\n^C\nwaiting\n",
        {
            "program": """\
                import signal
                import time

                state = "computing"
                try:
                    print("ready")
                    end = time.monotonic() + 0.1
                    while time.monotonic() < end:
                        pass
                    state = "waiting"
                    signal.pause()
                except KeyboardInterrupt:
                    print(state)
                """
        },
    ),
    "Ctrl-C while it computes for ever": (
        "$ python program.py\nready\n^C\nstopped\n",
        {
            "program": """\
                try:
                    print("ready")
                    while True:
                        pass
                except KeyboardInterrupt:
                    print("stopped")
                """
        },
    ),
    "Ctrl-C while it computes and goes on to print": (
        "$ python program.py\n0\n...\n^C\n...\nstopped\n",
        {
            # In a function: in CPython 3.12 and 3.13 the jump back of a `while` that stands in a `try` is not in it
            "program": """\
                import time

                def count():
                    for number in range(1_000):
                        print(number)
                        end = time.monotonic() + 0.05
                        while time.monotonic() < end:
                            pass

                try:
                    count()
                except KeyboardInterrupt:
                    print("\\nstopped")
                """
        },
    ),
    "colours": ("$ python program.py\nred bold\n", {"program": r'print("\x1b[31mred\x1b[0m \x1b[1mbold\x1b[m")'}),
    "a window's title": ("$ python program.py\nafter\n", {"program": r'print("\x1b]0;title\x07after")'}),
    "5,000 lines": ("$ python program.py\n...\n4999\n", {"program": "for i in range(5_000):\n    print(i)\n"}),
    "a long line": ("$ python program.py\n...\nend\n", {"program": 'print("x" * 900_000)\nprint("end")\n'}),
    "echo switched off, for the next command it is on": (
        """\
        $ python program.py off
        echo False
        $ python program.py
        echo True
        """,
        {
            "program": """\
            import sys, termios

            if len(sys.argv) > 1:
                modes = termios.tcgetattr(0)
                modes[3] &= ~termios.ECHO
                termios.tcsetattr(0, termios.TCSANOW, modes)
            print("echo", bool(termios.tcgetattr(0)[3] & termios.ECHO))
            """
        },
    ),
    "raw mode, for the next command there are lines": (
        """\
        $ python program.py raw
        $ python program.py
        lines True signals True
        """,
        {
            "program": """\
            import sys, termios, tty

            if len(sys.argv) > 1:
                tty.setraw(0)
            else:
                modes = termios.tcgetattr(0)[3]
                print("lines", bool(modes & termios.ICANON), "signals", bool(modes & termios.ISIG))
            """
        },
    ),
    "the program's own echo is seen": (
        """\
        $ python program.py
        name?
        < Bob
        BOB
        hello Bob
        """,
        {
            "program": """\
            import os, tty

            modes = tty.setcbreak(0)
            print("name? ", end="", flush=True)
            name = ""
            while (key := os.read(0, 1).decode()) not in "\\r\\n":
                name += key
                print(key.upper(), end="", flush=True)
            print("\\nhello", name)
            """
        },
    ),
    "what a shell does": (
        """\
        $ mkdir sub && cd sub
        $ MODE=x python ../program.py > out; cat out | wc -l
        1
        $ cat out
        x /tmp/snippets/PAGE/sub
        $ false
        ? 1
        $ echo $?
        1
        $ nope
        bash: nope: command not found
        ? 127
        $ # nothing
        ? 127
        $ echo )
        bash: syntax error near unexpected token `)'
        ? 2
        """,
        {"program": "import os\n\nprint(os.environ['MODE'], os.getcwd())\n"},
    ),
    "more than one line of a command": (
        """\
        $ cat <<END
        < one
        < END
        one
        $ for i in 1 2; do
        >
        < echo $i; done
        1
        2
        """,
        {},
    ),
    "a job, ended": (
        "$ sleep 1000 &\n[1] [..]\n$ kill %1\n$ wait $!\n[1]+  Terminated              sleep 1000\n? 143\n",
        {},
    ),
    "a job's lines and notice, stated later": (
        """\
        $ python program.py &
        [1] [..]
        up
        $ echo next
        next
        $ wait $!
        [1]+  Done                    python program.py
        """,
        {"program": 'print("up")\n'},
    ),
    "a notice at the last prompt, not stated": ("$ sleep 0.2 &\n[1] [..]\n$ sleep 0.5\n", {}),
    "a job that goes on": ("$ sleep 1000 &\n[1] [..]\n", {}),
    "typing only when it reads": (
        "$ python program.py\nready\n< one\none\n",
        {
            "program": """\
            import os, re, termios
            from pathlib import Path

            player = Path(f"/proc/{os.getppid()}/stat").read_text().split()[3]  # it started the shell

            def looks():  # how often it has slept, as it does between two looks
                return int(re.search("voluntary.*?([0-9]+)", Path(f"/proc/{player}/status").read_text())[1])

            print("ready")
            enough = looks() + 40
            while looks() < enough:
                os.sched_yield()
            termios.tcflush(0, termios.TCIFLUSH)
            print(input())
            """
        },
    ),
    "typing into what never waits for it": (
        "$ python program.py\nready\n< one\none\n",
        {
            "program": """\
            import fcntl, os, select, signal

            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGIO})
            fcntl.fcntl(0, fcntl.F_SETOWN, os.getpid())
            fcntl.fcntl(0, fcntl.F_SETFL, fcntl.fcntl(0, fcntl.F_GETFL) | os.O_ASYNC)
            print("ready")
            while not select.select([0], [], [], 0)[0]:
                signal.sigwait({signal.SIGIO})
            print(input())
            """
        },
    ),
    "stopped and continued": (
        """\
        $ python program.py
        up
        ^Z
        [1]+  Stopped                 python program.py
        ? 148
        $ fg
        python program.py
        ^C
        ...

        ? 130
        """,
        {"program": UP},
    ),
    "the end of the input": ("$ cat\n< one\none\n^D\n", {}),
    "the shell ends": ("$ exit 3\nexit\n? 3\n", {}),
    "the shell becomes a program": ("$ exec python program.py\nhi\n? 4\n", {"program": 'print("hi")\nexit(4)\n'}),
    "a prompt of one's own": ("$ PS1='mine> '\n$ echo one\none\n", {}),
    "a virtual environment's prompt": (
        """\
        $ python -m venv --without-pip venv
        $ source venv/bin/activate
        $ echo one
        one
        $ deactivate
        $ sleep 0.1 &
        [1] [..]
        $ wait $!
        [1]+  Done                    sleep 0.1
        """,
        {},
    ),
    "words that only look as if they changed the shell": ('$ echo "trap DEBUG"; echo PS0=\ntrap DEBUG\nPS0=\n', {}),
    "a trace": ("$ set -x\n$ echo +\n+ echo +\n+\n", {}),
    "prompts that go elsewhere": ("$ exec 2>errors\n$ echo one\none\n", {}),
    "a crash": (
        "$ python program.py\nSegmentation fault\n? 139\n",
        {"program": "import os, signal\n\nos.kill(os.getpid(), signal.SIGSEGV)\n"},
    ),
    "a REPL": (
        """\
        $ python -q
        >>>
        < 1 + 1
        2
        >>>
        ^D
        """,
        {},
    ),
    "a job that ends after the last command": ("$ (sleep 0.1; echo late) &\n[1] [..]\nlate\n", {}),
    "a job that says nothing for a second, before the next command": (
        "$ (sleep 1; echo late) &\n[1] [..]\nlate\n$ echo x\nx\n"
        "$ wait $!\n[1]+  Done                    ( sleep 1; echo late )\n",
        {},
    ),
    "a job that says nothing for a second": ("$ (sleep 1; echo late) &\n[1] [..]\nlate\n", {}),
    "what comes after the last command": (
        "$ python program.py\nparent\nchild\n",
        {
            "program": """\
            import os

            reader, writer = os.pipe()
            print("parent", flush=True)
            if os.fork() == 0:
                os.close(writer)
                os.read(reader, 1)  # until its parent has ended
                print("child")
            """
        },
    ),
    "a progress bar": (
        "$ python program.py\n100% done\n",
        {
            "program": """\
            for i in range(0, 101, 20):
                print(f"\\r{i}% working", end="")
            print("\\b" * 7 + "done\\x1b[K")
            """
        },
    ),
    "reading in a thread": (
        "$ python program.py\nname?\n< Bob\nhi Bob\n",
        {
            "program": """\
            import threading

            threading.Thread(target=lambda: print("hi", input("name? "))).start()
            """
        },
    ),
    "reading when it can": (
        "$ python program.py\n< one\ngot one\n< two\ngot two\n< three\ngot three\n",
        {
            "program": """\
            import select, selectors, sys

            select.select([sys.stdin], [], [])
            print("got", sys.stdin.readline().strip())
            poll = select.poll()
            poll.register(0, select.POLLIN)
            poll.poll()
            print("got", sys.stdin.readline().strip())
            with selectors.DefaultSelector() as selector:
                selector.register(sys.stdin, selectors.EVENT_READ)
                selector.select()
            print("got", sys.stdin.readline().strip())
            """
        },
    ),
    "input after a prompt without a newline": (
        """\
        $ python program.py
        name?
        < 小 明
        age?
        < 7
        小 明 is 7
        """,
        {"program": 'name = input("name? ")\nprint(name, "is", input("age? "))\n'},
    ),
    "Ctrl-C, not caught": (
        """\
        $ python program.py
        up
        ^C
        ...
        KeyboardInterrupt

        ? 130
        """,
        {"program": UP},
    ),
    "Ctrl-C, no Python": ("$ sleep 1000\n^C\n? 130\n", {}),
    "Ctrl-C, clean": (
        """\
        $ python program.py
        up
        ^C
        bye
        """,
        {
            "program": """\
            import signal

            try:
                print("up")
                signal.pause()
            except KeyboardInterrupt:
                print("bye")
            """
        },
    ),
    "Ctrl-C reaches the child process too": (
        """\
        $ python program.py
        child: up
        ^C
        child: bye
        parent: bye
        """,
        {
            "program": """\
            import subprocess, sys

            try:
                child = subprocess.Popen([sys.executable, "child.py"])
                child.wait()
            except KeyboardInterrupt:
                child.wait()
                print("parent: bye")
            """,
            "child": """\
            import signal

            try:
                print("child: up")
                signal.pause()
            except KeyboardInterrupt:
                print("child: bye")
            """,
        },
    ),
    "Ctrl-C is for one terminal only": (
        """\
        [A] $ python program.py
        up
        [B] $ python program.py
        up
        ^C
        ...
        KeyboardInterrupt

        ? 130
        [A]
        ^C
        ...
        KeyboardInterrupt

        ? 130
        """,
        {"program": UP},
    ),
    "an orphan prints after its parent's end": (
        """\
        $ python program.py
        $ python go.py
        orphan: still here
        """,
        {
            "program": """\
            import os
            from pathlib import Path

            os.mkfifo("go")
            os.mkfifo("done")
            if os.fork() == 0:
                Path("go").read_text()
                print("orphan: still here")
                Path("done").write_text("done")
            """,
            "go": """\
            from pathlib import Path

            Path("go").write_text("go")
            Path("done").read_text()
            """,
        },
    ),
    "a killed program": ("$ python program.py\nKilled\n? 137\n", {"program": "import os\n\nos.kill(os.getpid(), 9)\n"}),
    "folder, user, terminal": (
        """\
        $ python program.py
        /tmp/snippets/PAGE
        user /tmp/snippets
        80 24 True True
        """,
        {
            "program": """\
            import getpass, os
            from pathlib import Path

            print(Path.cwd())
            print(getpass.getuser(), Path.home())
            print(*os.get_terminal_size(), os.isatty(0), os.isatty(2))
            """
        },
    ),
    "a server and its client": (
        """\
        [server] $ python server.py
        listening
        [client] $ python client.py
        hello
        [server]
        ^C
        closed
        """,
        {
            "server": """\
            import socket
            from pathlib import Path

            with socket.create_server(("127.0.0.1", 0)) as server:
                Path("port").write_text(str(server.getsockname()[1]))
                print("listening")
                try:
                    while True:
                        with server.accept()[0] as connection:
                            connection.sendall(b"hello")
                except KeyboardInterrupt:
                    print("closed")
            """,
            "client": """\
            import socket
            from pathlib import Path

            with socket.create_connection(("127.0.0.1", int(Path("port").read_text()))) as connection:
                print(connection.makefile().read())
            """,
        },
    ),
}


@pytest.mark.parametrize(("text", "programs"), AGREES.values(), ids=AGREES)
def test_comes_as_a_person_sees_it(play, text, programs):
    assert_agrees(*play(text, **programs))


ENDED = {
    "endless": ("$ python program.py\n", UP.replace('print("up")', ""), 0.3, "timeout", "not over after 0.3 s"),
    "endless among others": (
        "[A] $ true\n? 0\n[B] $ python program.py\n",
        UP.replace('print("up")', ""),
        3,
        "timeout",
        "still running: [B]",
    ),
    "ignoring SIGINT and SIGTERM": (
        "$ python program.py\nup\n^C\n",
        "import signal\n\nfor number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):\n"
        '    signal.signal(number, signal.SIG_IGN)\nprint("up")\nwhile True:\n    signal.pause()\n',
        5,
        "timeout",
        "not over after 5 s",
    ),
    "5 MB": ("$ python program.py\n...\n", 'print(("x" * 4_999 + "\\n") * 1_000)\n', 10, "refused", "1,000,000 bytes"),
    "5,001 lines": (
        "$ python program.py\n...\n",
        "for i in range(5_001):\n    print(i)\n",
        10,
        "refused",
        "more than 5,000 lines",
    ),
    "endless lines": ("$ python program.py\n...\n", "while True:\n    print()\n", 10, "refused", "5,000 lines"),
    "one endless line": (
        "$ python program.py\n...\n",
        'while True:\n    print(end="x" * 1_000)\n',
        10,
        "refused",
        "1,000,000 bytes",
    ),
    "killing its shell": (
        "[A] $ python program.py\nup\n",
        'import os, signal\n\nprint("up")\nos.kill(os.getppid(), signal.SIGKILL)\nsignal.pause()\n',
        10,
        "refused",
        "[A] is gone: its shell was killed",
    ),
    "the rest of a command is missing": ("$ echo 'a\n", "", 10, "refused", "waits for the rest of"),
    "typed and not read": (
        "$ python program.py\n< xyz\n$ echo\n",
        "import os, termios\n\ntermios.tcflow(0, termios.TCOON)\nos.read(0, 1)\n",
        10,
        "refused",
        "did not read all that was typed",
    ),
    "a line too long": (f"$ echo {'x' * 5_000}\n", "", 10, "refused", "more than 4,095 bytes in a line"),
    "the cursor goes up": ("$ python program.py\n...\n", 'print("a\\x1b[A")\n', 10, "refused", "moves the cursor"),
    "the alternate screen": (
        "$ python program.py\n...\n",
        'print("\\x1b[?1049h")\n',
        10,
        "refused",
        "alternate screen",
    ),
    "typing where nothing runs": ("$ python program.py\n? 0\n^C\n", "", 10, "refused", "no command runs"),
}


@pytest.mark.parametrize(("text", "program", "timeout", "outcome", "problem"), ENDED.values(), ids=ENDED)
def test_ended_before_its_time(play, text, program, timeout, outcome, problem):
    session, transcript = play(text, timeout=timeout, program=program)
    assert transcript.outcome == outcome
    assert problem in transcript.problem
    (found,) = compare(session, transcript).differences
    for terminal in session.terminals:  # the error shows what each terminal had printed
        assert f"printed {len(transcript.output(terminal))} lines" in found.text
    if "up" in text:
        assert transcript.output(session.terminals[-1]) == ["up"]
        assert found.text.endswith("\n      up")


def happened(transcript):
    """What stood where on the screen: an event that goes on with a line behind the one before it."""
    rows = []
    for event in transcript.events:
        text = event.text if event.echoed and event.kind != "status" else ""
        if event.joined:
            rows[-1] += text
        elif text:
            rows.append(text)
    return rows


@pytest.mark.parametrize(
    ("text", "program", "rows"),
    [
        pytest.param("name?\n< Bob\nhi Bob\n", 'print("hi", input("name? "))\n', ["name? Bob", "hi Bob"], id="echoed"),
        pytest.param(
            "Password:\n< secret\n6\n",
            "import getpass\n\nprint(len(getpass.getpass()))\n",
            ["Password: ", "6"],
            id="a password",
        ),
        pytest.param(
            "name?\n^C\nbye\n",
            'try:\n    input("name? ")\nexcept KeyboardInterrupt:\n    print("bye")\n',
            ["name? ^Cbye"],
            id="Ctrl-C behind a prompt",
        ),
        pytest.param(
            "name?\n< Bob\nhi Bob\n",
            'import readline\n\nprint("hi", input("name? "))\n',
            ["name? Bob", "hi Bob"],
            id="the program's own echo",
        ),
    ],
)
def test_what_is_typed_stands_where_the_terminal_puts_it(play, text, program, rows):
    session, transcript = play(f"$ python program.py\n{text}", program=program)
    assert_agrees(session, transcript)
    assert happened(transcript) == ["python program.py", *rows]


WRONG = {
    "a wrong line": ("$ python program.py\ndown\n", "expected: down\n     got: up"),
    "a line too many": ("$ python program.py\nup\n^C\n? 130\n", "got: Traceback"),
    "a wrong line beside another terminal": (
        "[A] $ python program.py\nup\n[B] $ python -c 'print(1)'\n2\n",
        "[B] expected: 2\n[B]      got: 1",
    ),
    "a line after the last command": ("$ (sleep 0.1; echo late) &\n[1] [..]\n", "got: late"),
    "a notice that is not stated": ("$ sleep 0.2 &\n[1] [..]\n$ sleep 0.5\n$ true\n", "got: [1]+  Done"),
    "a wrong status beside another terminal": (
        "[A] $ python program.py\nup\n[B] $ python -c 'exit(3)'\n",
        "`python -c 'exit(3)'` ended with status 3, the page states 0",
    ),
}


@pytest.mark.parametrize(("text", "words"), WRONG.values(), ids=WRONG)
def test_fails_at_once_and_not_after_its_timeout(play, text, words):
    session, transcript = play(text, timeout=20, program=UP)
    assert transcript.outcome == "disagrees"
    assert transcript.seconds < 15
    assert words in "\n".join(found.text for found in compare(session, transcript).differences)


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ('echo "$PS1"', "shows PS0, PS1, PS2 or PROMPT_COMMAND"),
        ('echo "+$PS1"', "shows PS0, PS1, PS2 or PROMPT_COMMAND"),
        ('echo "$PS0"', "shows PS0, PS1, PS2 or PROMPT_COMMAND"),
        ('echo "$PS2"', "shows PS0, PS1, PS2 or PROMPT_COMMAND"),
        ('echo "${PS1@P}"', "shows PS0, PS1, PS2 or PROMPT_COMMAND"),
        ("set | grep PROMPT_COMMAND", "shows PS0, PS1, PS2 or PROMPT_COMMAND"),
        ("PS0=started; sleep 0", "would change PS0, PS1, PS2 or PROMPT_COMMAND"),
        ("export PS2='? '", "would change PS0, PS1, PS2 or PROMPT_COMMAND"),
        ("unset PROMPT_COMMAND", "would change PS0, PS1, PS2 or PROMPT_COMMAND"),
        ("trap 'echo x' DEBUG", "would run a DEBUG trap for what marks its prompts, too"),
        ("true; eval \"trap 'echo x' DEBUG\"", "would run a DEBUG trap for what marks its prompts, too"),
    ],
)
def test_what_would_show_the_marks_of_the_shell_is_refused(play, command, words):
    _, transcript = play(f"$ {command}\n...\n$ echo on\non\n")
    assert transcript.outcome == "refused"
    assert words in transcript.problem


def test_a_shell_that_is_missing_or_too_old_is_said_once(tmp_path, monkeypatch):
    variables = {**sandbox.environment(), "PATH": str(tmp_path / "bin")}
    monkeypatch.setattr(sandbox, "environment", lambda: variables)
    with pytest.raises(PlayerError, match=r"bash 4.4 or newer, and on .* there is none"):
        Players()
    shell = tmp_path / "bin" / "bash"
    shell.parent.mkdir()
    shell.write_text("#!/bin/sh\necho 3.2\n")
    shell.chmod(0o755)
    with pytest.raises(PlayerError, match=r"bash 4.4 or newer, and on .*bash is 3.2"):
        Players()
    root = site(tmp_path / "site", {"a.md": "# a\n\n" + fence("$ true\n") + fence("$ true\n")}, {})
    program = (
        "from mkdocs.__main__ import cli\nfrom sessiondoc.playing import sandbox\n"
        f"sandbox.environment = lambda: {variables}\ncli()\n"
    )
    command = [sys.executable, "-c", program, "build", "--strict"]
    built = subprocess.run(command, cwd=root, capture_output=True, text=True)
    assert built.returncode == 1
    assert built.stderr.count("bash 4.4 or newer") == 1
    assert "Traceback" not in built.stderr


def test_recording_does_not_wait_for_a_stopped_job_to_say_more(isolated, page, source):
    write(source, {"program": UP})
    session = session_of("$ python program.py\n^Z\n$ fg\n^C\n", page)
    events = isolated.play(session, source, interpreter(), record=True).events
    stopped, resumed = (event.at for event in events if event.status == 148 or event.text == "fg")
    assert resumed - stopped < SILENCE


def test_an_error_that_follows_a_wrong_line_is_still_seen(play):
    _, transcript = play("$ python program.py\nfine\n", program='print("bad")\nraise ValueError("reason")\n')
    assert transcript.output()[-1] == "ValueError: reason"
    assert transcript.commands[0].status == 1


def test_a_grandchild_that_runs_on_does_not_survive_the_session(play, page):
    seen = []

    def look(event):
        if event.kind == "line":
            seen.extend(processes(page))
            Path(f"/proc/{seen[0].pid}/root{sandbox.ROOT}/{page}/gate").write_text("!")

    session, transcript = play(
        """\
        $ python program.py
        grandchild: up
        """,
        watch=look,
        program="""\
        import os, signal

        os.mkfifo("gate")
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
                    signal.signal(number, signal.SIG_IGN)
                print("grandchild: up")
                while True:
                    signal.pause()
            os._exit(0)
        with open("gate", "rb", buffering=0) as gate:
            gate.read(1)
        """,
    )
    assert seen, "the search for survivors finds nothing even while they live"
    assert_agrees(session, transcript)


def test_a_program_gets_a_terminal_and_a_mask_and_nothing_else_of_the_builder(isolated, page, source):
    """Under another mask than the builder's, and with no file open but the terminal."""
    text = """\
        $ python -c "import os; print([os.dup(0) for _ in range(5)])"
        [3, 4, 5, 6, 7]
        $ umask
        0022
        """
    session = session_of(text, page)
    before = os.umask(0o077)
    try:
        with Players(namespaces=isolated.isolation == "namespaces") as players:
            assert players.isolation == isolated.isolation
            transcript = players.play(session, None, interpreter())
    finally:
        os.umask(before)
    assert_agrees(session, transcript)


def test_a_program_gets_the_fixed_variables_and_no_others(monkeypatch, isolated, page, source):
    monkeypatch.setenv("SESSIONDOC_SECRET", "xyzzy")
    write(
        source,
        {
            "program": """\
            import json, os
            from pathlib import Path

            def environ(process):
                try:
                    return (process / "environ").read_text(errors="replace")
                except OSError:
                    return ""

            visible = "".join(environ(process) for process in Path("/proc").glob("[0-9]*"))
            print(json.dumps(dict(os.environ)))
            print("xyz" + "zy" in visible)
            """
        },
    )
    session = session_of("$ python program.py\n...\n", page)
    with Players(namespaces=isolated.isolation == "namespaces") as players:
        transcript = players.play(session, source, interpreter())
    lines = transcript.output()
    variables = {
        "HOME": "/tmp/snippets",
        "LANG": "C.UTF-8",
        "LOGNAME": "user",
        "PATH": "/tmp/snippets/.bin:/usr/local/bin:/usr/bin:/bin",
        "PYTHONIOENCODING": "utf-8:strict",
        "PYTHON_BASIC_REPL": "1",
        "PYTHON_COLORS": "0",
        "TERM": "xterm-256color",
        "USER": "user",
        "PWD": f"/tmp/snippets/{page}",  # this and what follows are bash's
        "SHLVL": "1",
        "_": "/tmp/snippets/.bin/python",
    }
    assert json.loads("".join(lines[:-1])) == variables
    if isolated.isolation == "namespaces":
        assert lines[-1] == "False", "a process in the sandbox has the builder's environment"


def test_in_namespaces_a_program_is_nobody_special(play, isolated, page):
    if isolated.isolation != "namespaces":
        pytest.skip("only in namespaces")
    outside = Path("/dev/shm", page.partition("/")[0])
    outside.touch()
    session, transcript = play(
        """\
        $ python program.py
        uid 1000 1000
        host localhost
        /tmp ['snippets']
        /dev/shm []
        few processes: True
        own file: EACCES
        port 80: EACCES
        out: ENETUNREACH
        """,
        program="""\
        import errno, os, socket
        from pathlib import Path

        print("uid", os.getuid(), os.geteuid())
        print("host", socket.gethostname())
        print("/tmp", os.listdir("/tmp"))
        print("/dev/shm", os.listdir("/dev/shm"))
        print("few processes:", len(list(Path("/proc").glob("[0-9]*"))) < 5)
        Path("closed").touch(0)

        def attempt(what, action, argument):
            try:
                action(argument)
            except OSError as error:
                print(f"{what}: {errno.errorcode[error.errno]}")

        attempt("own file", open, "closed")
        attempt("port 80", socket.create_server, ("127.0.0.1", 80))
        attempt("out", socket.create_connection, ("192.0.2.1", 80))
        """,
    )
    outside.unlink()
    assert_agrees(session, transcript)


@pytest.mark.skipif(sys.prefix == sys.base_prefix, reason="no virtual environment")
def test_a_program_can_not_import_what_only_the_builder_has(play):
    """A reader's Python has no MkDocs."""
    assert_agrees(*play("$ python -c 'import mkdocs'\n...\nModuleNotFoundError: No module named 'mkdocs'\n? 1\n"))


def test_a_port_that_is_taken_outside(play, isolated):
    with socket.create_server(("127.0.0.1", 0)) as outside:
        session, transcript = play(
            f"$ python program.py {outside.getsockname()[1]}\nrefused\nmine\n",
            program="""\
            import socket, sys

            address = ("127.0.0.1", int(sys.argv[1]))
            try:
                socket.create_connection(address).close()
                print("reached the outside")
            except ConnectionRefusedError:
                print("refused")
            with socket.create_server(address):
                print("mine")
            """,
        )
    if isolated.isolation == "namespaces":
        assert_agrees(session, transcript)
    else:
        (found, *_) = compare(session, transcript).differences
        assert "Address already in use" in found.text


def test_the_folder_is_a_fresh_copy(play, source):
    def content():
        return {path.relative_to(source): path.read_bytes() for path in source.rglob("*") if path.is_file()}

    (source / "__pycache__").mkdir()
    (source / "__pycache__" / "old.pyc").touch()
    (source / "data").mkdir()
    (source / "data" / "one.txt").write_text("one")
    (source / "data" / "one.txt").chmod(0o640)
    programs = {
        "program": """\
        from pathlib import Path

        print(sorted(str(path) for path in Path().rglob("*")))
        print(oct(Path("data/one.txt").stat().st_mode))
        Path("made.txt").write_text("made")
        Path("data/one.txt").write_text("changed")
        Path(__file__).write_text("changed")
        """
    }
    text = """\
    $ python program.py
    ['data', 'data/one.txt', 'program.py']
    0o100640
    """
    assert_agrees(*play(text, **programs))
    before = content()
    assert_agrees(*play(text))
    assert content() == before


BUILDER = """
import sys
from pathlib import Path
from sessiondoc.playing.players import Players
from sessiondoc.playing.interpreters import interpreter
from sessiondoc.session import Options, parse

isolation, page, text, source = sys.argv[1:]
with Players(namespaces=isolation == "namespaces") as players:
    session = parse(text, Options(timeout=60), page)
    watch = lambda event: print(event.kind, event.text if event.status is None else event.status, flush=True)
    players.play(session, Path(source), interpreter(), watch=watch)
"""


@contextmanager
def builder(isolation, page, source, text, **options):
    """A process of its own that plays a session and prints each event."""
    words = [sys.executable, "-c", BUILDER, isolation, f"{page}.md", text, source]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, **options) as process:
        try:
            yield process
        finally:
            process.kill()


def test_ctrl_c_works_for_a_builder_that_ignores_it(isolated, page, source):
    write(source, {"program": UP})
    text = "$ python program.py\nup\n^C\n...\n? 130\n"

    def ignore():
        signal.signal(signal.SIGINT, signal.SIG_IGN)

    with builder(isolated.isolation, page, source, text, preexec_fn=ignore) as process:
        output, _ = process.communicate(timeout=20)
    assert output.splitlines()[-2:] == ["line ", "status 130"]


def test_the_player_ends_when_its_builder_is_killed(isolated, page, source):
    write(source, {"program": UP})
    with builder(isolated.isolation, page, source, "$ python program.py\nup\n") as process:
        assert "line up\n" in iter(process.stdout.readline, "")
        its = psutil.Process(process.pid).children(recursive=True)
        assert any(each.cmdline() == ["python", "program.py"] for each in its)
    _, alive = psutil.wait_procs(its, timeout=20)
    for each in alive:
        each.kill()
    assert alive == []
    assert survivors(page) == []


def test_close_ends_what_plays_and_what_waits_and_leaves_no_process(isolated, page, source):
    """Under the lock the second session waits for its turn."""
    write(source, {"program": UP})
    before = set(psutil.Process().children())
    happened: queue.Queue[object] = queue.Queue()

    def play(session):
        try:
            players.play(session, source, interpreter(), watch=lambda event: happened.put(event.text))
        except RuntimeError as error:
            happened.put(error)

    with Players(namespaces=isolated.isolation == "namespaces") as players:
        session = session_of("$ python program.py\nup\n", page, timeout=30)
        threads = [threading.Thread(target=play, args=(each,)) for each in (session, replace(session, twin=1))]
        threads[0].start()
        assert [happened.get(timeout=20) for _ in range(2)] == ["python program.py", "up"]
        threads[1].start()
        if isolated.isolation == "namespaces":
            assert [happened.get(timeout=20) for _ in range(2)] == ["python program.py", "up"]
        its = [each for child in set(psutil.Process().children()) - before for each in child.children(recursive=True)]
        assert len(its) >= 3
    assert [each for each in its if each.is_running()] == []
    assert set(psutil.Process().children()) == before
    for thread in threads:
        thread.join(20)
        assert not thread.is_alive()
    errors = [happened.get_nowait() for _ in threads]
    assert all(isinstance(error, RuntimeError) and "the player is gone" in str(error) for error in errors)
    assert survivors(page) == []


def test_under_the_lock_one_session_at_a_time_is_played(page, source):
    """While another process has the lock, nothing is played; then it is."""
    write(source, {"program": 'print("played")\n'})
    happened: queue.Queue[str] = queue.Queue()
    session = session_of("$ python program.py\nplayed\n", page)
    with Players(namespaces=False) as players:
        thread = threading.Thread(
            target=players.play,
            args=(session, source, interpreter()),
            kwargs={"watch": lambda event: happened.put(event.kind)},
        )
        with FileLock(sandbox.LOCK):
            thread.start()
            with pytest.raises(queue.Empty):
                happened.get(timeout=0.5)
        thread.join(20)
        assert list(happened.queue) == ["command", "line", "status"]


WAITING = """
import subprocess, sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from sessiondoc.playing.players import Players
from sessiondoc.playing.interpreters import interpreter
from sessiondoc.session import parse

SERVER = '''
import socket, sys
from pathlib import Path
from sessiondoc.playing import sandbox, server

server.PATIENCE = 0
for alone in sys.argv[2:]:
    sandbox.ROOT, sandbox.LOCK = Path(alone, "snippets"), Path(alone, "lock")
server.main(socket.socket(fileno=int(sys.argv[1])))
'''
popen = subprocess.Popen


def start(words, **options):
    is_server = "sessiondoc.playing.server" in words
    return popen([sys.executable, "-c", SERVER, words[-1], *sys.argv[3:]] if is_server else words, **options)


subprocess.Popen = start
session = parse("$ true\\n", page=sys.argv[1])
with Players(namespaces=False) as players, ThreadPoolExecutor() as pool:
    for twin in range(3):
        pool.submit(players.play, replace(session, twin=twin), Path(sys.argv[2]), interpreter())
"""


@pytest.fixture
def waiting(page, source):
    """How to play three sessions under the lock, without patience; with a folder added, under a lock in there."""
    return {"args": [sys.executable, "-c", WAITING, f"{page}.md", source], "stderr": subprocess.PIPE, "text": True}


def test_who_waits_for_a_session_of_its_own_says_nothing(waiting, tmp_path):
    waiting["args"].append(tmp_path)  # where no other builder is
    done = subprocess.run(**waiting)
    assert (done.returncode, done.stderr) == (0, "")


def test_who_waits_for_another_builders_session_says_so_once(page, source, waiting):
    write(source, {"program": UP})
    with builder("lock", page, source, "$ python program.py\nup\n") as other:
        assert "line up\n" in iter(other.stdout.readline, "")
        with subprocess.Popen(**waiting) as waiting:
            said = waiting.stderr.readline()
            other.kill()
            assert waiting.communicate()[1] == ""
    assert re.fullmatch(r"Waiting for /tmp/sessiondoc\.lock, which process \d+ has: .*\n", said)
    assert waiting.returncode == 0


UNDER_LOCK = """
import os, sys
from pathlib import Path

from sessiondoc.playing import sandbox

sandbox.ROOT, sandbox.LOCK = Path(sys.argv[1]), Path(sys.argv[2])
said = lambda: print("furnished", flush=True)
with sandbox.under_lock(said, None, "page", sys.executable, {}, cancelled=bool) as child:
    os.waitpid(child, 0)
"""


def test_a_folder_of_somebody_else_is_left_alone(tmp_path):
    """Without namespaces ROOT is needed: what is there already is nobody's to delete. (With another ROOT.)"""
    root = tmp_path / "snippets"

    def furnish() -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", UNDER_LOCK, root, tmp_path / "lock"]
        return subprocess.run(command, capture_output=True, text=True)

    assert furnish().stdout == "furnished\n"
    assert not root.exists()
    root.mkdir()
    theirs = root / "theirs"
    theirs.touch()
    refused = furnish()
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "FileExistsError" in refused.stderr
    assert theirs.exists()


def test_a_folder_that_another_users_build_left_is_left_alone_too(tmp_path, monkeypatch):
    (tmp_path / ".made-by-sessiondoc").write_text("1")
    monkeypatch.setattr(sandbox, "ROOT", tmp_path)
    monkeypatch.setattr(os, "getuid", lambda: tmp_path.stat().st_uid + 1)
    with pytest.raises(FileExistsError, match=f"of uid {tmp_path.stat().st_uid}: .*remove it, or move it away"):
        sandbox._remove_root()
    assert tmp_path.exists()


def test_nothing_is_mounted_where_the_machine_would_be_changed(monkeypatch):
    monkeypatch.setattr(os, "unshare", lambda kinds: None)
    mounted = []
    monkeypatch.setattr(sandbox, "_mount", lambda *what: mounted.append(what))
    with pytest.raises(OSError, match="no mount namespace of its own"):
        sandbox.in_namespaces(lambda: None, (), None, "p", "/bin/true", {})
    assert mounted == []


@contextmanager
def many(text):
    """Forty sessions side by side in namespaces; gives a queue of what happens: the kinds of their events."""
    happened: queue.Queue[str] = queue.Queue()

    def play(session, works):
        return players.play(session, None, interpreter(), watch=lambda event: happened.put(event.kind), works=works)

    schedule, given = Schedule(play), [session_of(text, f"many{number}", timeout=60) for number in range(40)]
    with Players() as players:
        if players.refused:
            pytest.skip(f"no namespaces here: {players.refused}")
        schedule.start(given)
        yield happened
        schedule.close()
    for session in given:
        with suppress(RuntimeError):
            schedule.transcript(session)


def test_sessions_that_wait_hold_nobody_back():
    with many("$ echo up; sleep 1000\nup\n") as happened:
        while [happened.get(timeout=20) for _ in range(80)].count("line") != 40:
            pass


def test_of_sessions_that_compute_no_more_begin_than_there_are_desks():
    with many("$ for ((i = 0; i < 300000; i++)); do :; done\n") as happened:
        until_one_ends = list(iter(lambda: happened.get(timeout=20), "status"))
    assert 0 < len(until_one_ends) <= AT_WORK


def test_what_only_waits_after_the_last_command_rests(players, page):
    told: list[bool] = []
    players.play(session_of("$ (sleep 1000 &)\n", page), None, interpreter(), works=told.append)
    assert told[-1:] == [False]


WAITS_FOR_JOB = """\
import os

print("one", flush=True)
with open("fifo") as fifo:
    job = int(fifo.read())


def shell_sleeps():
    with open(f"/proc/{os.getppid()}/stat") as stat:
        return stat.read().rpartition(") ")[2][0] == "S"


while os.path.exists(f"/proc/{job}") or not shell_sleeps():  # until the shell has told that the job is over
    os.sched_yield()
print("two")
"""


@pytest.mark.parametrize("record", [False, True])
def test_a_job_that_ends_while_a_command_runs_is_told_before_the_next_prompt(players, tmp_path, record):
    """As by the reader's shell, and not amid the command's lines, wherever the page states it."""
    (tmp_path / "a.py").write_text(WAITS_FOR_JOB)
    stated = "$ mkfifo fifo\n$ (echo $BASHPID > fifo) &\n[1] [..]\n$ python a.py\none\ntwo\n[1]+  Done [..]\n"
    ran = players.play(parse(stated, Options(timeout=20), "p.md"), tmp_path, interpreter(), record=record)
    assert ran.outcome == "ended", ran
    assert ran.output()[1:3] == ["one", "two"]
    assert ran.output()[3].startswith("[1]+  Done")


@pytest.fixture
def typed() -> Terminal:
    """A terminal without a shell, into which a command was just typed; what comes is put into `_bytes`."""
    terminal = object.__new__(Terminal)
    terminal.name, terminal.typed, terminal.ended, terminal._zone, terminal._bytes = "", 1, 0, "ready", b""
    terminal.begun = terminal.continues = terminal.closed = terminal.inline = terminal._silent = terminal._twice = False
    terminal.screen, terminal.matcher, terminal._come = Screen(), SimpleNamespace(tells=is_notice), bool
    return terminal


def test_a_prompt_that_comes_after_the_next_command_was_typed_is_one_all_the_same(typed):
    """On a busy machine, what a shell prints may take longer to come than it is waited for."""
    for mark, zone in (("A", "prompt"), ("B", "ready"), ("C", "ready")):
        assert list(typed._passes(mark)) == []
        assert typed._zone == zone
    with pytest.raises(EndedError, match="shows PS0"):
        list(typed._passes("A"))


@pytest.mark.parametrize(
    "came",
    [
        pytest.param("CC\r\nD;0AB", id="PS0"),
        pytest.param("CCD;0AB", id="PS0 without a line"),
        pytest.param("CC[1] a line\r\nD;0AB", id="PS0 before a line"),
        pytest.param("CCC[1]+  Done                    sleep 1\r\nD;0AB", id="PS0 at the end of a job"),
    ],
)
def test_ps0_that_a_page_shows_is_told_from_what_a_shell_prints_twice(typed, came):
    typed._bytes = marked(came)
    with pytest.raises(EndedError, match="shows PS0"):
        list(typed.read())


def test_what_a_shell_prints_twice_as_a_job_ends_is_no_page_that_shows_it(typed):
    """When a job ends while bash prints PS0, it prints it once more: on a busy machine, once in 200 times."""
    typed._bytes = marked("CC[1]+  Done                    sleep 1\r\r\nD;0AB")
    assert list(typed.read()) == ["[1]+  Done                    sleep 1", 0]


def marked(text: str) -> bytes:
    """The text with the shell's marks where A, B, C or D;0 stand in it."""
    return re.sub("[ABC]|D;0", lambda mark: f"\x1b]133;{mark[0]};{_KEY}\x07", text).encode()
