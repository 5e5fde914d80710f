"""What a page says of a program, and no session of it shows."""

import contextlib
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import psutil
import pytest
from children import USUAL, ended, of_sigint, until
from conftest import SNIPPETS


def test_a_client_waits_two_seconds_in_all():
    """timeouts/client.py isn't held up by a server that replies with a byte every 0.4 s (12.4 s in all)."""
    reply = "收到“来自客户的问候”\n".encode()

    def trickle():
        connection, _ = server.accept()
        with connection:
            try:
                for byte in reply:
                    connection.sendall(bytes([byte]))
                    time.sleep(0.4)
            except OSError:
                pass  # it has gone

    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(20)
        slow = threading.Thread(target=trickle)
        slow.start()
        try:
            run = subprocess.run(
                [sys.executable, "-B", "-c", f"import client; client.ADDRESS = {server.getsockname()}; client.main()"],
                cwd=SNIPPETS / "network/timeouts",
                capture_output=True,
                encoding="utf-8",
                timeout=8,
            )
        finally:
            slow.join()
    assert (run.returncode, run.stdout, run.stderr) == (1, "", "客户端：没有得到回复：timed out\n")


def loaded(name: str):
    """A program as a module of its own; it imports nothing from beside it."""
    spec = spec_from_file_location("program", SNIPPETS / f"{name}.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["udp/answer", "udp/add", "udp_loss/lossy"])
def test_an_answerer_outlives_an_answer_that_can_not_be_sent(name, capsys):
    """A datagram may say that it comes from port 0; only a raw socket sends such a one, so it is made up here."""
    module = loaded(f"network/{name}")
    come = iter([(b"1 2", ("127.0.0.1", 0))] * 3)

    class Received(socket.socket):
        def recvfrom(self, size):
            return next(come)

    with Received(socket.AF_INET, socket.SOCK_DGRAM) as sock, pytest.raises(StopIteration):
        module.serve(sock)
    assert "回答方：跳过一个： [Errno 22] Invalid argument\n" in capsys.readouterr().out


def test_a_client_that_cant_be_registered_ends_no_server(monkeypatch, capsys):
    """chat.md, by hand with selectors: where the system lets nobody watch one more descriptor."""
    module = loaded("network/chat/chat_selectors")

    def refuse(*_):
        raise OSError(28, "No space left on device")

    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = module.Server(listening)
        with socket.create_connection(listening.getsockname()) as client, contextlib.closing(server):
            select.select([listening], [], [])
            monkeypatch.setattr(server.selector, "register", refuse)
            server.accept()
            assert client.recv(1) == b""
    assert capsys.readouterr().out == "服务端：断开一个：[Errno 28] No space left on device\n"


def test_a_keeper_shows_what_is_no_text(tmp_path):
    """stopping/keeper.py: before and after it asks for the end."""
    (tmp_path / "bad.py").write_text(
        "import os, signal\n"
        "signal.signal(signal.SIGTERM, lambda *_: os.write(1, b'\\xff\\n') and os._exit(0))\n"
        "os.write(1, b'\\xff\\n')\nsignal.pause()\n"
    )
    keeper = [sys.executable, "-B", SNIPPETS / "network/stopping/keeper.py", "bad.py"]
    run = subprocess.run(keeper, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=60)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout == "keeper：它说 \ufffd\nkeeper：它又说 \ufffd\nkeeper：自己结束了，退出状态 0\n"


def asleep(run: subprocess.Popen) -> None:
    """Wait until its main thread waits for something."""
    while psutil.Process(run.pid).status() != psutil.STATUS_SLEEPING:
        os.sched_yield()


def of_a_pool(program: str) -> str:
    """What the program printed; killed with its workers in the end, as a Pool that hangs doesn't end by itself."""
    run = subprocess.run(
        [sys.executable, "-B", "-c", f"import multiprocessing, os, psutil, time\n{program}\nos.killpg(0, 9)"],
        cwd=SNIPPETS / "processes/pool_errors",
        capture_output=True,
        encoding="utf-8",
        timeout=20,
        start_new_session=True,
    )
    return run.stdout


def test_what_is_in_the_pipe_of_an_executor_is_not_cancelled():
    """pool_end.md: besides the tasks under way, as many as there are workers and one more at most."""
    done = of_a_pool("""
from concurrent.futures import ProcessPoolExecutor
pool = ProcessPoolExecutor(2)
tasks = [pool.submit(time.sleep, 0.5) for _ in range(20)]
while sum(task.running() for task in tasks) < 3:  # two are being done, one is in the pipe
    pass
pool.shutdown(cancel_futures=True)
print(sum(not task.cancelled() for task in tasks), flush=True)
""")
    assert 2 < int(done) <= 2 + 3


def test_a_second_ctrl_c_ends_the_workers():
    """pool_end/ctrl_c.py: without its inner except Python waits for them at its exit (or stands still for ever)."""
    run = subprocess.Popen(
        [
            sys.executable,
            "-B",
            "-uc",
            USUAL
            + """
import os, time
import ctrl_c
def work(seconds):
    os.write(1, f"began {seconds}\\n".encode())
    time.sleep(seconds)
ctrl_c.worker = work
ctrl_c.range = lambda _: [0, 60, 60, 60, 60]
ctrl_c.main()
""",
        ],
        cwd=SNIPPETS / "processes/pool_end",
        stdout=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    with ended(run):
        lines = [run.stdout.readline() for _ in range(4)]  # both workers are prepared: before, Ctrl-C ends them
        assert sorted(lines) == ["began 0\n", "began 60\n", "began 60\n", "main：结果 None\n"]
        os.killpg(run.pid, signal.SIGINT)
        assert run.stdout.readline() == "main：不再送新的，等送出去的做完\n"
        asleep(run)
        os.killpg(run.pid, signal.SIGINT)
        assert run.wait(timeout=10) == 130
        assert run.stdout.read() == ""  # the workers had it too: they have gone


def test_a_pool_stands_still_when_an_idle_worker_is_killed():
    """pool.md: one of those that wait holds the lock under which tasks are taken; here all of them are killed."""
    came = of_a_pool("""
pool = multiprocessing.Pool(3)
pool.map(abs, range(3))
workers = multiprocessing.active_children()
while any(psutil.Process(worker.pid).status() != psutil.STATUS_SLEEPING for worker in workers):
    pass
for worker in workers:
    worker.kill()
try:
    print(pool.apply_async(abs, (1,)).get(timeout=2), flush=True)
except multiprocessing.TimeoutError:
    print("nothing", flush=True)
""")
    assert came == "nothing\n"


@pytest.mark.parametrize(
    "first",
    [
        "bad_error.own_error.worker, (bad_error.OrderError,)",
        "int, ('x',), error_callback=lambda error: 1 / 0",
    ],
    ids=["an error that can't be rebuilt", "an error_callback that fails"],
)
def test_what_ends_the_thread_that_takes_results_in_leaves_a_pool_without_them(first):
    """pool_errors.md: neither this one comes, nor any later."""
    came = of_a_pool(f"""
import bad_error
pool = multiprocessing.Pool(1)
first = pool.apply_async({first})
for result in (first, pool.apply_async(abs, (1,))):
    try:
        print(result.get(timeout=1), flush=True)
    except multiprocessing.TimeoutError:
        print("nothing", flush=True)
""")
    assert came == "nothing\nnothing\n"


def test_the_second_ctrl_c_ends_a_server_whatever_its_main_thread_does():
    """stopping.md: it is held up, say by a terminal that takes no more."""
    program = """
import server, time
server.ADDRESS = ("127.0.0.1", 0)
server.accept_until = lambda stop, listener: print("held", flush=True) or time.sleep(60)
server.main()
"""
    run = subprocess.Popen(
        [sys.executable, "-B", "-c", USUAL + program],
        cwd=SNIPPETS / "network" / "stopping",
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    with ended(run):
        while run.stdout.readline() != b"held\n":
            assert run.poll() is None
        assert of_sigint(run.pid, "SigCgt")
        run.send_signal(signal.SIGINT)
        until(lambda: not of_sigint(run.pid, "SigCgt"))
        assert run.poll() is None
        run.send_signal(signal.SIGINT)
        assert run.wait(timeout=10) == -signal.SIGINT


def of_page(program: str, page: str, **how) -> subprocess.CompletedProcess:
    """How a program ended that uses those of a page."""
    return subprocess.run(
        [sys.executable, "-B", "-c", program],
        cwd=SNIPPETS / page,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        timeout=10,
        **how,
    )


def test_one_who_has_reset_a_full_room_ends_nothing():
    """chat.md: socketserver lets an exception of verify_request end the loop that accepts."""
    program = """
import socket, struct
import chat_socketserver, chat_threads
chat_threads.MOST = 0
with chat_socketserver.Server(("127.0.0.1", 0), chat_socketserver.Handler) as server:
    with socket.create_connection(server.server_address) as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    server.handle_request()
"""
    run = of_page(program, "network/chat", check=True)
    assert [line.partition(" ")[0] for line in run.stdout.splitlines()] == [
        "服务端：断开一个：满了",
        "服务端：断开一个：[Errno",
    ]


def test_nothing_is_written_to_one_who_is_lost():
    """chat.md: what he said before is still being told; asyncio logs each write to him."""
    program = """
import chat_asyncio
class Lost:
    def is_closing(self):
        return True
room = chat_asyncio.Room()
room.writers.add(Lost())
room.tell_others(b"hello\\n", None)
"""
    of_page(program, "network/chat", check=True)


def test_a_thread_that_fails_stops_the_others_even_when_nothing_can_be_printed():
    """errors.md, hook.py: its errors go to a disk that is full."""
    with Path("/dev/full").open("w") as full:
        run = of_page("import hook; hook.main()", "threads/errors", stderr=full)
    assert run.returncode  # 1, or 120: what stderr still holds can't be written either
    assert run.stdout == "dance：知道了，停下\n"


def test_ctrl_c_in_with_waits_for_all_that_was_submitted():
    """pool.md: as an error does."""
    run = of_page(
        """
import os, signal, threading, with_waits
signal.signal(signal.SIGINT, signal.default_int_handler)  # which whoever runs these tests may ignore
threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT)).start()
try:
    with_waits.main()
except KeyboardInterrupt:
    print("Ctrl-C")
""",
        "threads/pool",
    )
    assert run.stdout == "sing：《茉莉花》唱完了\nsing：《小星星》唱完了\nCtrl-C\n"


def test_nothing_to_be_had_from_any_of_the_places():
    """pool.md, the task: status 1."""
    run = of_page(
        """
import fastest
fastest.first_of = lambda times, ask=fastest.first_of: ask({"甲": 0})
fastest.main()
""",
        "threads/pool",
        stderr=subprocess.PIPE,
    )
    assert (run.returncode, run.stdout, run.stderr) == (1, "main：甲 失败了：连不上\n", "main：都失败了\n")


@pytest.mark.parametrize(
    ("leaks", "written"), [(False, "第 1 条\n第 3 条\n"), (True, "第 1 条\n")], ids=["handled", "leaked"]
)
def test_what_emit_does_not_catch_ends_the_listener(leaks, written):
    """logging.md: what follows stays in the queue; slow.py says that it could not be sent, and goes on."""
    run = of_page(
        f"""
import logging, sys, slow, queued
def sent(seconds, count=iter("123")):
    if next(count) == "2":
        raise OSError("not to be had")
slow.time.sleep = sent
if {leaks}:
    def leak(handler, record):
        raise
    slow.SlowHandler.handleError = leak
queued.main()
""",
        "threads/logging",
        stderr=subprocess.PIPE,
    )
    assert run.returncode == 0
    assert "OSError: not to be had\n" in run.stderr
    assert "".join(line + "\n" for line in run.stderr.splitlines() if line.startswith("第")) == written


def of_recipes(page: str, program: str, folder: Path, **how) -> subprocess.Popen:
    """A program that uses a recipe, in a folder of its own, with a group of its own and the usual signals."""
    return subprocess.Popen(
        [sys.executable, "-B", "-uc", USUAL + program],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(SNIPPETS / "recipes" / page), "no_proxy": "127.0.0.1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=True,
        **how,
    )


@contextlib.contextmanager
def answering(*pieces: bytes, pause=0.0):
    """The address of a server that sends these to everyone, and the list of those who came."""
    came, closing = [], threading.Event()

    def answer(connection):
        with connection, contextlib.suppress(OSError):
            came.append(connection.recv(65536))
            for piece in pieces:
                connection.sendall(piece)
                if closing.wait(pause):
                    break

    def accept():
        with contextlib.suppress(OSError):
            while True:
                threading.Thread(target=answer, args=(server.accept()[0],)).start()

    with socket.create_server(("127.0.0.1", 0)) as server:
        accepting = threading.Thread(target=accept)
        accepting.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}/", came
        finally:
            closing.set()
            server.shutdown(socket.SHUT_RDWR)
            accepting.join()


DOWNLOAD = "import sys, downloads; downloads.SITE = {!r}\n{}\nsys.exit(downloads.main(['a.txt']))"


@pytest.mark.parametrize(
    ("answer", "says", "times"),
    [
        (b"HTTP/1.0 200 OK\r\nContent-Length: many\r\n\r\nabc", "invalid literal for int()", 1),
        (b"HTTP/1.0 302 Found\r\nLocation: http://[bad/\r\n\r\n", "Invalid IPv6 URL", 1),
        (b"HTTP/1.0 302 Found\r\nLocation: file:///etc/passwd\r\n\r\n", "<HTTPError 302", 1),
        (b"SSH-2.0-\x1b[2J\r\n", r"'SSH-2.0-\x1b[2J\r\n'", 3),
        (b"", "Remote end closed connection without response", 3),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc", "IncompleteRead", 3),
    ],
    ids=["length", "address", "scheme", "no HTTP", "nothing", "chunked"],
)
def test_a_server_can_not_stop_the_downloads_by_what_it_says(answer, says, times, tmp_path):
    """downloads.md: its header wrong, no HTTP at all; that one fails, and the program goes on to its end."""
    at_once = "downloads.PAUSES = (0, 0)"
    with (
        answering(answer) as (site, came),
        ended(of_recipes("downloads", DOWNLOAD.format(site, at_once), tmp_path)) as run,
    ):
        out, _ = run.communicate(timeout=20)
    lines = out.splitlines()
    assert lines[0].startswith("a.txt：失败了：")
    assert says in lines[0]
    assert (lines[1:], run.returncode, len(came)) == (["main：没有得到 1 个： a.txt"], 1, times)
    assert list((tmp_path / "downloaded").iterdir()) == []


def test_the_body_of_a_redirect_is_not_waited_for(tmp_path):
    """downloads.md: urllib would read it to its end, which does not come, before it goes where the file is."""
    with answering(b"HTTP/1.0 200 OK\r\n\r\nabc") as (there, _):
        head = f"HTTP/1.0 302 Found\r\nLocation: {there}\r\n\r\n".encode()
        with (
            answering(head, *[b"x"] * 40, pause=0.5) as (site, came),
            ended(of_recipes("downloads", DOWNLOAD.format(site, ""), tmp_path)) as run,
        ):
            out, _ = run.communicate(timeout=10)
    assert (out, run.returncode, len(came)) == ("a.txt：3 字节\n", 0, 1)


def test_a_file_that_can_not_be_written_is_asked_for_once(tmp_path):
    """downloads.md: a full disk is no passing failure; here it is a limit on the size of files."""
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))"
    with (
        answering(b"HTTP/1.0 200 OK\r\n\r\n" + b"x" * 5000) as (site, came),
        ended(of_recipes("downloads", DOWNLOAD.format(site, limit), tmp_path)) as run,
    ):
        out, _ = run.communicate(timeout=20)
    assert out == "a.txt：失败了：OSError(27, 'File too large')\nmain：没有得到 1 个： a.txt\n"
    assert (run.returncode, len(came)) == (1, 1)
    assert list((tmp_path / "downloaded").iterdir()) == []


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n"


@pytest.mark.parametrize(
    "pieces",
    [
        [bytes([byte]) for byte in b"HTTP/1.0 200 OK\r\nX: " + b"x" * 1000],
        [CHUNKED, *[b"0"] * 1000],
        [CHUNKED + b"0\r\n", *[b"X: y\r\n"] * 1000],
    ],
    ids=["header", "chunk", "trailer"],
)
def test_only_what_is_around_the_downloads_limits_a_header_that_trickles(pieces, tmp_path):
    """downloads.md: SECONDS is not for it; SIGTERM leaves what is complete, and a .part at most."""
    (tmp_path / "downloaded").mkdir()
    (tmp_path / "downloaded/b.txt").write_text("complete")
    with (
        answering(*pieces, pause=0.1) as (site, _),
        ended(of_recipes("downloads", DOWNLOAD.format(site, "downloads.SECONDS = 1"), tmp_path)) as run,
    ):
        with pytest.raises(subprocess.TimeoutExpired):
            run.wait(timeout=4)
        run.terminate()
        assert run.wait(timeout=10) == -signal.SIGTERM
    assert {path.name for path in (tmp_path / "downloaded").iterdir()} <= {"b.txt", f"a.txt.{run.pid}.part"}


def test_a_name_with_a_path_in_it_is_not_asked_for(tmp_path):
    """downloads.md: it would be written outside of the folder; the others come."""
    outside = f"{tmp_path}/outside.txt"
    with answering(b"HTTP/1.0 200 OK\r\n\r\nabc") as (site, came):
        names = ["../x", outside, "b/c", ".", "..", "", "a.txt", "a.txt"]
        program = DOWNLOAD.format(site, "").replace("['a.txt']", str(names))
        with ended(of_recipes("downloads", program, tmp_path)) as run:
            out, _ = run.communicate(timeout=20)
    assert out.count("：失败了：GiveUpError('名字里有路径')\n") == 6
    assert (run.returncode, len(came)) == (1, 1)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.txt", "downloaded"]


def test_a_name_that_is_no_text_does_not_keep_the_others_from_coming(tmp_path):
    """downloads.py: it can not be written in an address, nor printed as it is."""
    with answering(b"HTTP/1.0 200 OK\r\n\r\nabc") as (site, came):
        program = DOWNLOAD.format(site, "sys.stdout.reconfigure(encoding='utf-8', errors='strict')")
        program = program.replace("['a.txt']", r"['b\udcff', 'a.txt']")
        with ended(of_recipes("downloads", program, tmp_path)) as run:
            out, _ = run.communicate(timeout=20)
    assert (out.count(r"b\udcff：失败了：UnicodeEncodeError("), out.count("a.txt：3 字节\n")) == (1, 1)
    assert (run.returncode, len(came)) == (1, 1)


def test_two_runs_at_once_never_show_half_of_a_file(tmp_path):
    """downloads.md: the second begins while the first has written a part of it."""
    pieces = [b"HTTP/1.0 200 OK\r\nContent-Length: 800000\r\n\r\n", *[b"x" * 100_000] * 8]
    seen = set()
    with answering(*pieces, pause=0.3) as (site, _):
        program = DOWNLOAD.format(site, "downloads.SECONDS = 20")
        runs = [of_recipes("downloads", program, tmp_path)]
        with ended(runs[0]):
            while not any(part.stat().st_size for part in tmp_path.glob("downloaded/*.part")):
                os.sched_yield()
            runs.append(of_recipes("downloads", program, tmp_path))
            with ended(runs[1]):
                while any(run.poll() is None for run in runs):
                    with contextlib.suppress(FileNotFoundError):
                        seen.add((tmp_path / "downloaded/a.txt").stat().st_size)
                assert [run.stdout.read() for run in runs] == ["a.txt：800000 字节\n"] * 2
    assert seen == {800_000}


def test_failures_do_not_keep_their_connections(tmp_path):
    """downloads.py: an HTTPError holds one; here are more of them than files that may be open."""
    program = """
import resource, sys, downloads
resource.setrlimit(resource.RLIMIT_NOFILE, (40, 40))
downloads.SITE = {!r}
sys.exit(downloads.main(map(str, range(100))))"""
    with (
        answering(b"HTTP/1.0 404 Not Found\r\nContent-Length: 50000\r\n\r\n" + b"x" * 50_000) as (site, _),
        ended(of_recipes("downloads", program.format(site), tmp_path)) as run,
    ):
        out, _ = run.communicate(timeout=30)
    assert (run.returncode, out.count("<HTTPError 404: 'Not Found'>\n")) == (1, 100)


@pytest.mark.parametrize("name", ["/etc/hostname", "../there.txt"])
def test_the_rest_checks_the_names_too(name, tmp_path):
    """downloads.md: else a file outside of the folder is said to be there."""
    (tmp_path / "there.txt").write_text("")
    program = f"import sys, pathlib, the_rest\npathlib.Path('downloaded').mkdir()\nsys.exit(the_rest.main([{name!r}]))"
    with ended(of_recipes("downloads", program, tmp_path)) as run:
        out, _ = run.communicate(timeout=20)
    assert (run.returncode, out) == (
        1,
        f"{name}：失败了：GiveUpError('名字里有路径')\nmain：没有得到 1 个： {name}\n",
    )


def test_the_rest_leaves_a_name_that_is_too_long_to_the_downloads(tmp_path):
    """downloads.md: before 3.14 is_file() raises OSError."""
    with answering(b"HTTP/1.0 404 Not Found\r\n\r\n") as (site, _):
        program = f"import sys, downloads, the_rest\ndownloads.SITE = {site!r}\nsys.exit(the_rest.main(['a' * 300]))"
        (tmp_path / "downloaded").mkdir()
        with ended(of_recipes("downloads", program, tmp_path)) as run:
            out, _ = run.communicate(timeout=20)
    assert out.startswith("a" * 300 + "：失败了：OSError(36, ")
    assert (run.returncode, out.count("\n")) == (1, 2)


def test_a_port_that_is_no_port_does_not_stop_the_downloads(tmp_path):
    """downloads.md: before 3.12 a very large one, in the address that a 302 gives, is an OverflowError."""
    failing = "def fail(*_, **how):\n    raise OverflowError('too large')\ndownloads.OPENER.open = fail"
    with ended(of_recipes("downloads", DOWNLOAD.format("http://127.0.0.1:1/", failing), tmp_path)) as run:
        out, _ = run.communicate(timeout=20)
    assert out == "a.txt：失败了：OverflowError('too large')\nmain：没有得到 1 个： a.txt\n"
    assert run.returncode == 1


def test_what_has_come_after_ctrl_c_is_not_said_to_be_missing(tmp_path):
    """downloads.md: a file that was nearly complete."""
    program = """
import sys, downloads

def download(name, stop):
    print("began\\n", end="")
    stop.wait(20)
    if name == "b.txt":
        raise downloads.GiveUpError("叫停了")
    return 3

downloads.download = download
sys.exit(downloads.main(["a.txt", "b.txt"]))"""
    with ended(of_recipes("downloads", program, tmp_path)) as run:
        assert [run.stdout.readline() for _ in range(2)] == ["began\n"] * 2
        run.send_signal(signal.SIGINT)
        out, _ = run.communicate(timeout=30)
    assert (out, run.returncode) == ("main：叫停了\nmain：没有得到 1 个： b.txt\n", 130)


@pytest.mark.parametrize(("program", "task"), [("queens", "place"), ("unlock", "search")])
def test_ctrl_c_is_for_the_main_process_of_a_pool(program, task, tmp_path):
    """executor.md: four workers of which one may be idle get it, too, and don't mind."""
    (tmp_path / "work.py").write_text(
        "import os, time\n"
        "def work(*_):\n"
        "    os.write(1, b'began\\n')\n"
        "    while not os.path.exists('go'):\n"
        "        time.sleep(0.02)\n"
    )
    code = f"""
import functools, {program} as it, work
it.SIZE, it.STEP, it.{task} = 3, 400_000, work.work
it.ProcessPoolExecutor = functools.partial(it.ProcessPoolExecutor, 4)
it.main()"""
    with ended(of_recipes("../processes/executor", code, tmp_path)) as run:
        assert [run.stdout.readline() for _ in range(3)] == ["began\n"] * 3
        workers = psutil.Process(run.pid).children(recursive=True)
        until(lambda: all(of_sigint(worker.pid, "SigIgn") for worker in workers))
        os.killpg(run.pid, signal.SIGINT)
        (tmp_path / "go").touch()
        out, _ = run.communicate(timeout=20)
    assert (out, run.returncode) == ("main：不做了\n", 1)


def test_a_second_ctrl_c_ends_the_workers_of_all_cores(tmp_path):
    """cores.md: the first waits for what has been sent."""
    (tmp_path / "work.py").write_text(
        "import os, time\ndef work(item):\n    os.write(1, b'began\\n')\n    time.sleep(60)\n"
    )
    program = "import cores, work; cores.usable_cores = lambda: 2\ncores.all_cores(work.work, list(range(30)))"
    with ended(of_recipes("cores", program, tmp_path)) as run:
        assert run.stdout.readline() == "做完 0/30\n"
        assert [run.stdout.readline() for _ in range(2)] == ["began\n"] * 2  # both don't listen to Ctrl-C any more
        os.killpg(run.pid, signal.SIGINT)
        assert [run.stdout.readline() for _ in range(2)] == ["\n", "main：不再送新的，等送出去的做完\n"]
        asleep(run)
        os.killpg(run.pid, signal.SIGINT)
        assert run.wait(timeout=10) in (1, -signal.SIGINT)
        assert "began" not in run.stdout.read()


def test_all_cores_loses_nothing_but_what_kills(tmp_path):
    """cores.md: also when several do, far from each other, the first and the last among them."""
    (tmp_path / "work.py").write_text(
        "import os\ndef work(item):\n    if item in (0, 7, 8, 60, 99):\n        os._exit(1)\n    return item\n"
    )
    program = "import cores, work\nprint(cores.all_cores(work.work, list(range(100))))"
    with ended(of_recipes("cores", program, tmp_path)) as run:
        out, _ = run.communicate(timeout=60)
    killed = (0, 7, 8, 60, 99)
    expected = [(None, "工人死了") if item in killed else (item, None) for item in range(100)]
    assert out.splitlines()[-1] == str(expected)


def test_a_task_that_calls_exit_is_one_that_failed(tmp_path):
    """cores.py: else SystemExit came out of map, ended the program, and all results were lost."""
    (tmp_path / "work.py").write_text("import sys\ndef work(item):\n    return sys.exit(3) if item == 1 else item\n")
    program = "import cores, work\nprint(cores.all_cores(work.work, [0, 1, 2]))"
    with ended(of_recipes("cores", program, tmp_path)) as run:
        out, _ = run.communicate(timeout=60)
    assert out.splitlines()[-1] == "[(0, None), (None, 'SystemExit: 3'), (2, None)]"


@pytest.mark.parametrize("call", ["lambda item: item, [1, 2]", "str, [1, 2, lambda: 3]"])
def test_what_can_not_be_sent_is_known_before_the_pool(call, tmp_path):
    """cores.md: the pool would hang in shutdown(cancel_futures=True), sometimes for ever."""
    program = f"import cores\ncores.all_cores({call})"
    with ended(of_recipes("cores", program, tmp_path)) as run:
        out, _ = run.communicate(timeout=20)
    assert run.returncode == 1
    assert "pickle" in out.splitlines()[-1]
    assert "<lambda>" in out.splitlines()[-1]
    assert "做完" not in out


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_workers_end_with_the_main_process(method, how, tmp_path):
    """cores.md: without follow() they stay for ever, and hold its standard output open."""
    (tmp_path / "work.py").write_text(
        "import os, time\ndef work(item):\n    os.write(1, b'began\\n')\n    time.sleep(60)\n"
    )
    program = f"""
import multiprocessing, cores, work
multiprocessing.set_start_method({method!r})
cores.usable_cores = lambda: 2
cores.all_cores(work.work, list(range(30)))"""
    with ended(of_recipes("cores", program, tmp_path)) as run:
        assert run.stdout.readline() == "做完 0/30\n"
        assert [run.stdout.readline() for _ in range(2)] == ["began\n"] * 2
        run.send_signal(how)
        out, _ = run.communicate(timeout=20)  # to the end of file: nobody holds it
        assert "began" not in out  # what a resource tracker says, at most
        assert run.returncode == -how


def test_a_target_that_can_not_be_written_is_known_before_the_work(tmp_path):
    """cores.md: factors.py opens its file first."""
    (tmp_path / "numbers.txt").write_text("12\n")
    program = "import factors\nfactors.main('numbers.txt', 'no/such/folder.txt')"
    with ended(of_recipes("cores", program, tmp_path)) as run:
        out, _ = run.communicate(timeout=60)
    assert "FileNotFoundError" in out
    assert "做完" not in out


def test_an_error_of_the_main_process_leaves_the_rest_undone(tmp_path):
    """cores.md: what hasn't been sent is cancelled, as here when the progress can't be written."""
    (tmp_path / "work.py").write_text(
        "import time\ndef work(item):\n    time.sleep(0.1)\n    open('done', 'a').write('x')\n"
    )
    program = """
import cores, work
def show(done, total):
    if done == 3:
        raise OSError("full")
cores.show, cores.SIZE = show, 1
cores.usable_cores = lambda: 2
cores.all_cores(work.work, list(range(100)))"""
    with ended(of_recipes("cores", program, tmp_path)) as run:
        out, _ = run.communicate(timeout=60)
    assert out.endswith("OSError: full\n")
    assert len((tmp_path / "done").read_text()) < 15


def test_a_periodic_thread_that_ends_by_itself_is_a_failure(tmp_path):
    """periodic.md: sys.exit in the work, which no except Exception stops."""
    program = "import sys, periodic\nsys.exit(periodic.serve(60, lambda number, stop: sys.exit(3)))"
    with ended(of_recipes("periodic", program, tmp_path)) as run:
        out, _ = run.communicate(timeout=20)
    assert (run.returncode, out) == (1, "没有人叫停，它自己结束了\n")


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "inf", "1e300"])
def test_a_period_that_is_none_is_refused(seconds, tmp_path):
    """periodic.py: with -1 it never waited, and wrote thousands of lines a second."""
    program = f"import sys, periodic\nsys.argv[1:] = ['a.log', '--every={seconds}']\nperiodic.main()"
    with ended(of_recipes("periodic", program, tmp_path)) as run:
        out, _ = run.communicate(timeout=20)
    assert (run.returncode, out.endswith("error: --every 要大于 0\n")) == (2, True)


@pytest.mark.parametrize("first", [signal.SIGINT, signal.SIGTERM])
def test_a_periodic_worker_is_waited_for_once(first, tmp_path):
    """periodic.md: a work that doesn't look at stop; a second signal gives a traceback instead of an end."""
    program = """
import logging, sys, time, periodic
logging.basicConfig(level=logging.INFO, stream=sys.stdout)
def work(number, stop):
    print("began")
    time.sleep(3)
    print("done")
sys.exit(periodic.serve(60, work))"""
    with ended(of_recipes("periodic", program, tmp_path)) as run:
        assert run.stdout.readline() == "began\n"
        run.send_signal(first)
        assert run.wait(timeout=10) == 0
        assert run.stdout.read() == "INFO:periodic:有人叫停\ndone\nINFO:periodic:停下了\n"
    with ended(of_recipes("periodic", program, tmp_path)) as run:
        assert run.stdout.readline() == "began\n"
        run.send_signal(first)
        assert run.stdout.readline() == "INFO:periodic:有人叫停\n"
        asleep(run)
        run.send_signal(signal.SIGINT)
        assert run.wait(timeout=10)
        assert "KeyboardInterrupt" in run.stdout.read()
