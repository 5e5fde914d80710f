"""What the recipes' pages say of their programs, and no session of them shows."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import weakref
from concurrent import futures
from concurrent.futures import Future, ThreadPoolExecutor
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import psutil
import pytest
from children import USUAL, ended, of_sigint, until
from conftest import SNIPPETS

RECIPES = SNIPPETS / "recipes"


def load(name):
    """The module of a program under snippets/recipes/."""
    spec = spec_from_file_location("recipe", RECIPES / f"{name}.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def started(page: str, program: str, **how) -> contextlib.AbstractContextManager[subprocess.Popen]:
    """A program beside a page, ended in the end; it prints to a pipe."""
    run = subprocess.Popen(
        [sys.executable, "-B", "-uc", USUAL + program],
        cwd=RECIPES / page,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
        **how,
    )
    return ended(run)


@pytest.mark.parametrize(
    ("source", "error"), [(None, FileNotFoundError), ("茶,30,6\n".encode() + b"\xff\n", UnicodeDecodeError)]
)
def test_what_the_producer_fails_by_comes_out_of_the_chain(source, error, tmp_path):
    chain = load("pipeline/chain")
    if source:
        (tmp_path / "in").write_bytes(source)
    with pytest.raises(error):
        chain.run(chain.work, tmp_path / "in", tmp_path / "out", ThreadPoolExecutor(2))
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("program", ["chain", "chain_processes", "chain_shutdown", "any_order"])
@pytest.mark.parametrize("source", [None, b"\xb2\xe8,30,6\n"], ids=["no file", "no UTF-8"])
def test_what_can_not_be_read_is_said_in_a_sentence(program, source, tmp_path):
    if program == "chain_shutdown" and sys.version_info < (3, 13):
        pytest.skip("queue.shutdown is of 3.13")
    if source:
        (tmp_path / "in").write_bytes(source)
    command = [sys.executable, "-B", f"{program}.py", str(tmp_path / "in"), str(tmp_path / "out")]
    run = subprocess.run(command, cwd=RECIPES / "pipeline", capture_output=True, encoding="utf-8", timeout=60)
    assert (run.returncode, run.stderr[:10], run.stderr.count("\n")) == (1, "main：没有做成：", 1)


def test_ten_lines_are_in_hand_at_most(tmp_path):
    """pipeline.md: eight in the queue, one before it and one behind it; the first takes as long as it likes."""
    chain = load("pipeline/chain")
    (tmp_path / "in").write_text("\n".join(map(str, range(100))))
    begun, go = [], threading.Event()

    def work(text):
        begun.append(text)
        if text == "0":
            go.wait(20)
        return text

    pool = ThreadPoolExecutor(4)
    whole = threading.Thread(target=chain.run, args=(work, tmp_path / "in", tmp_path / "out", pool))
    whole.start()
    try:
        until(lambda: len(begun) >= 10)
        time.sleep(0.2)  # for an eleventh to come
        assert len(begun) == 10
    finally:
        go.set()
        whole.join()
    assert (tmp_path / "out").read_text().split() == list(map(str, range(100)))


@pytest.mark.parametrize("program", ["chain", pytest.param("chain_shutdown", id="shutdown")])
def test_a_chain_that_is_stopped_waits_until_its_producer_has_read(program, tmp_path):
    """pipeline.md: Ctrl-C while the producer waits for a line."""
    if program == "chain_shutdown" and sys.version_info < (3, 13):
        pytest.skip("queue.shutdown is of 3.13")
    code = f"import sys, {program}\nsys.argv[1:] = ['/dev/stdin', {str(tmp_path / 'out')!r}]\n"
    with started("pipeline", f"{code}print('here'); {program}.main()", stdin=subprocess.PIPE) as run:
        assert run.stdout.readline() == "here\n"
        until((tmp_path / "out.part").exists)
        os.kill(run.pid, signal.SIGINT)
        time.sleep(0.5)
        assert run.poll() is None
        run.stdin.write("茶,30,6\n")
        run.stdin.flush()
        assert run.wait(timeout=20) == 130
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("send", "number"), [(os.killpg, signal.SIGINT), (os.kill, signal.SIGTERM)], ids=["Ctrl-C", "kill"]
)
def test_ctrl_c_and_kill_end_the_chain_of_processes(send, number, tmp_path):
    """Ctrl-C goes to the workers, too, as in a terminal: they don't mind, and nothing is left."""
    code = f"""
import sys, chain_processes
sys.argv[1:] = ['/dev/stdin', {str(tmp_path / "out")!r}]
if __name__ == "__main__":
    chain_processes.main()
"""
    with started("pipeline", code, stdin=subprocess.PIPE) as run:
        run.stdin.write("10\n" * 50)
        run.stdin.flush()
        part = tmp_path / "out.part"
        until(lambda: part.exists() and part.read_text().count("\n") == 50)
        # Both workers and the resource tracker; a worker that is not prepared yet prints a traceback
        until(lambda: [deaf(child) for child in psutil.Process(run.pid).children(recursive=True)] == [True] * 3)
        children = psutil.Process(run.pid).children(recursive=True)
        run.stdin.write("200000\n" * 50)
        run.stdin.flush()
        send(run.pid, number)
        run.stdin.close()
        run.stdin = None
        assert run.wait(timeout=60) == 130
        assert run.stdout.read() == "main：停下了，没有写完\n"
        assert "Traceback" not in run.stderr.read()
        until(lambda: not any(map(alive, children)))


def deaf(process):
    """Whether it ignores SIGINT."""
    return of_sigint(process.pid, "SigIgn")


def alive(process):
    """Whether it runs: it may have ended, and whoever should take note of that hasn't yet."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


# Four that don't end by themselves, each of which starts another one
FOUR_CALLS = "import calls; calls.EACH = 60; calls.TOTAL = 60; calls.sys.argv[1:] = ['云', '云', '云', '云']"


def drawing(parent):
    return [child for child in psutil.Process(parent).children(recursive=True) if "draw.py" in str(child.cmdline())]


@pytest.mark.parametrize(
    ("number", "left"), [(signal.SIGTERM, 0), (signal.SIGHUP, 0), (signal.SIGQUIT, 4), (signal.SIGKILL, 4)]
)
def test_a_signal_that_is_handled_leaves_no_child_behind_and_another_does(number, left):
    """slow_calls.md: two that have started another one each."""
    with started("slow_calls", f"{FOUR_CALLS}; calls.AT_ONCE = 2; calls.main()") as run:
        until(lambda: len(drawing(run.pid)) == 4)
        children = drawing(run.pid)
        os.kill(run.pid, number)
        assert run.wait(timeout=20) == (-number if left else 128 + number)
        there = [child for child in children if alive(child)]
        for child in there:
            child.kill()
    assert len(there) == left


def test_ctrl_c_again_and_again_leaves_no_child_behind_either():
    """slow_calls.md: also while it tidies up, and at its very end, where it may end by the signal."""
    with started("slow_calls", f"{FOUR_CALLS}; calls.main()") as run:
        until(lambda: len(drawing(run.pid)) == 6)
        children = drawing(run.pid)
        while run.poll() is None:
            run.send_signal(signal.SIGINT)
            time.sleep(0.001)
    assert run.returncode in (130, -signal.SIGINT)
    until(lambda: not any(map(alive, children)))  # SIGKILL has been sent; it takes its time


def test_each_ctrl_c_starts_the_next_two_and_three_are_the_fewest():
    """slow_calls.md: of a hundred, by the way not to do it; Python 3.15 may want a fourth or a fifth."""
    code = "import after_ctrl_c\nafter_ctrl_c.range = lambda *_: range(1, 101)\nafter_ctrl_c.main()"
    code = f"import subprocess\nrun = subprocess.run\nsubprocess.run = lambda *_, **how: run(['sleep', '60'])\n{code}"
    presses, seen = 0, set()

    def children():
        return {child.pid for child in psutil.Process(run.pid).children()}

    def two_more():
        return run.poll() is not None or len(children() - seen) == 2

    with started("slow_calls", code) as run:
        until(two_more)
        while run.poll() is None:
            seen |= children()
            os.killpg(run.pid, signal.SIGINT)
            presses += 1
            until(two_more)
    assert run.returncode == -signal.SIGINT
    assert 3 <= presses < 10


def test_a_second_ctrl_c_ends_the_downloads_at_once():
    """downloads.md: the first waits for those who are silent; here, for a minute."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        code = f"import downloads; downloads.SITE = 'http://127.0.0.1:{listener.getsockname()[1]}/'"
        code += "\ndownloads.FOLDER = downloads.Path('/nowhere'); downloads.Path.mkdir = lambda *_, **how: None"
        with started("downloads", f"{code}\ndownloads.WAIT = 60; downloads.main(['a', 'b'])") as run:
            silent = [listener.accept() for _ in "ab"]
            os.kill(run.pid, signal.SIGINT)
            assert run.stdout.readline() == "main：叫停了\n"
            until(lambda: not of_sigint(run.pid, "SigCgt"))
            assert run.poll() is None
            os.kill(run.pid, signal.SIGINT)
            assert run.wait(timeout=20) == -signal.SIGINT
            assert len(silent) == 2
            assert (run.stdout.read(), run.stderr.read()) == ("", "")


def test_nohup_is_left_alone():
    code = "import signal, calls; signal.signal(signal.SIGHUP, signal.SIG_IGN); calls.sys.argv[1:] = []; calls.main()"
    with started("slow_calls", f"{code}; print(signal.getsignal(signal.SIGHUP) == signal.SIG_IGN)") as run:
        assert run.communicate(timeout=20)[0] == "True\n"


def test_what_has_a_session_of_its_own_is_not_ended():
    """slow_calls.md: a daemon's way."""
    calls = load("slow_calls/calls")
    calls.DRAW, calls.EACH = "-c", 20
    pid = int(
        calls.call(
            "import subprocess; print(subprocess.Popen(['sleep', '60'], start_new_session=True).pid)", threading.Event()
        )
    )
    assert alive(psutil.Process(pid))
    os.kill(pid, signal.SIGKILL)


def test_control_characters_of_a_program_are_shown_as_text(capsys):
    calls = load("slow_calls/calls")
    calls.DRAW, calls.EACH, calls.TOTAL = "-c", 20, 20
    assert not calls.call_all(["print('\\x1b[2J')"])
    assert len(calls.call_all(["import sys; sys.exit('\\x1b[2J')"])) == 1
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert out.count("'\\x1b[2J'\n") == 2


def test_results_are_not_kept_once_they_are_reported(monkeypatch):
    class Text(str):
        pass

    calls = load("slow_calls/calls")
    results, there = [], []

    def call(name, stop):
        text = Text(name)
        results.append(weakref.ref(text))
        return text

    calls.call = call
    calls.print = lambda text: there.append(len([ref for ref in results if ref() is not None]))
    names = [str(number) for number in range(100)]
    assert calls.call_all(names) == []
    assert len(there) == 100
    assert there[-1] <= 3


def test_a_closed_pipe_is_no_failure_of_the_call():
    """`| head -1`: it ends, instead of saying that a call has failed."""
    calls = load("slow_calls/calls")
    calls.call = lambda name, stop: name

    def closed(text):
        assert "不成" not in text
        raise BrokenPipeError

    calls.print = closed
    with pytest.raises(BrokenPipeError):
        calls.call_all(["山", "水"])


def test_a_call_that_ends_well_leaves_no_child_behind_either():
    """slow_calls.md: what it has started is ended with it."""
    calls = load("slow_calls/calls")
    script = (
        "import subprocess, sys; print(subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']).pid)"
    )
    calls.DRAW, calls.EACH = "-c", 20
    pid = int(calls.call(script, threading.Event()))
    until(lambda: not psutil.pid_exists(pid) or not alive(psutil.Process(pid)))


def test_a_program_that_is_not_there_is_reported(capsys, monkeypatch):
    calls = load("slow_calls/calls")
    monkeypatch.setattr(calls.sys, "executable", "/no/such/program")
    assert calls.call_all(["山", "水"]) == ["山", "水"]
    assert capsys.readouterr().out.count("不成：[Errno 2]") == 2


def test_too_much_output_is_a_failure_and_of_errors_the_end_is_taken():
    calls = load("slow_calls/calls")
    calls.DRAW, calls.EACH = "-c", 20
    assert len(calls.call("print('1' * 999_999)", threading.Event())) == calls.LARGEST
    with pytest.raises(calls.FailedError, match="输出超过"):
        calls.call("print('1' * 1_000_000)", threading.Event())
    with pytest.raises(calls.FailedError, match=r"^状态 3：.{0,4100}$"):
        calls.call("import sys; sys.stderr.write('1' * 3_000_000); sys.exit(3)", threading.Event())


def test_two_keys_are_computed_at_the_same_time():
    """cache.md: load is called without the lock."""
    both = threading.Barrier(2)
    cache = load("cache/cache").Cache(lambda key: (both.wait(20), key)[1], size=10, seconds=60)
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(cache.get, "ab")) == ["a", "b"]


def test_a_value_of_none_is_kept():
    asked = []
    cache = load("cache/cache").Cache(asked.append, size=10, seconds=60)
    assert [cache.get("a"), cache.get("a"), asked] == [None, None, ["a"]]


def test_a_load_that_asks_for_its_own_key_does_not_wait_longer_than_said():
    cache = load("cache/cache").Cache(lambda key: cache.get(key, timeout=0.1), size=10, seconds=60)
    with pytest.raises(futures.TimeoutError):
        cache.get("a")


def test_whoever_waits_is_not_left_behind_by_ctrl_c():
    """cache.md: the interrupt stays with the one that computes; they get CancelledError, and may ask again."""
    loading, go = threading.Event(), threading.Event()

    def interrupted(key):
        loading.set()
        go.wait(20)
        raise KeyboardInterrupt

    cache = load("cache/cache").Cache(interrupted, size=10, seconds=60)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(cache.get, "a")
        assert loading.wait(20)
        second = pool.submit(cache.get, "a")
        until(lambda: second.running())
        go.set()
        assert isinstance(first.exception(20), KeyboardInterrupt)
        with pytest.raises(futures.CancelledError):
            second.result(20)


def test_a_key_that_can_not_be_hashed_leaves_the_cache_usable():
    cache = load("cache/cache").Cache(str, size=10, seconds=60)
    with pytest.raises(TypeError):
        cache.get([])
    assert cache.get(1) == "1"


def test_a_child_made_by_fork_waits_for_what_nobody_computes():
    """cache.md: the thread that computes is not there."""
    code = """
import multiprocessing, threading
from concurrent import futures
from cache import Cache

def child():
    try:
        cache.get("a", timeout=0.2)
    except futures.TimeoutError:
        print("nobody")

loading, go = threading.Event(), threading.Event()
cache = Cache(lambda key: (loading.set(), go.wait(20)), size=10, seconds=60)
thread = threading.Thread(target=cache.get, args=("a",))
thread.start()
loading.wait(20)
process = multiprocessing.get_context("fork").Process(target=child)
process.start()
process.join()
go.set()
thread.join()
"""
    with started("cache", code) as run:
        assert run.communicate(timeout=20)[0] == "nobody\n"


def test_what_is_kept_on_disk_looks_the_same_each_time_and_is_given_if_it_can_not_be_kept(tmp_path, monkeypatch):
    on_disk = load("cache/on_disk")
    monkeypatch.setattr(on_disk, "FOLDER", tmp_path / "prices")
    assert on_disk.get("a/" * 200, lambda key: (1, 2), 60) == [1, 2]
    assert on_disk.get("a/" * 200, lambda key: (3, 4), 60) == [1, 2]
    [path] = (tmp_path / "prices").iterdir()
    os.utime(path, (time.time() + 3600,) * 2)  # the clock has been set back
    assert on_disk.get("a/" * 200, lambda key: 5, 60) == 5
    monkeypatch.setattr(on_disk, "FOLDER", path)
    assert on_disk.get("b", lambda key: 6, 60) == 6


def test_a_broken_file_is_computed_anew_and_no_part_is_left(tmp_path, monkeypatch):
    """cache.md: on_disk.py."""
    on_disk = load("cache/on_disk")
    monkeypatch.setattr(on_disk, "FOLDER", tmp_path / "prices")
    assert on_disk.get("茶", len, 60) == 1
    [path] = (tmp_path / "prices").iterdir()
    path.write_text("{")
    assert on_disk.get("茶", lambda key: 2, 60) == 2
    assert on_disk.get("茶", lambda key: 3, 60) == 2  # kept
    assert on_disk.get("茶", lambda key: 3, 0) == 3  # too old
    with pytest.raises(TypeError):
        on_disk.get("面", lambda key: Future(), 60)
    assert list((tmp_path / "prices").iterdir()) == [path]
    assert Path(path).read_text() == "3"


def test_who_announces_much_and_is_silent_is_sent_away_soon():
    """file_transfer.md: what has come gives time, not what was announced."""
    code = """
import io, socket, threading, time, receive
receive.SECONDS = 0.5
ours, theirs = socket.socketpair()
theirs.sendall(b"x")
start = time.monotonic()
try:
    receive.receive_to(io.BytesIO(), receive.Stream(ours, 20), receive.BYTES, threading.Event())
except OSError:
    print(0.4 < time.monotonic() - start < 15)
"""
    with started("file_transfer", code) as run:
        assert run.communicate(timeout=20)[0] == "True\n"


def test_who_was_fast_and_is_silent_is_sent_away_soon():
    """file_transfer.md: of the time that 100 s worth of bytes give, QUIET is kept."""
    code = """
import io, socket, threading, time, receive
receive.QUIET = 1
ours, theirs = socket.socketpair()
content = bytes(100 * receive.SLOWEST)
threading.Thread(target=theirs.sendall, args=(content,)).start()
start = time.monotonic()
try:
    receive.receive_to(io.BytesIO(), receive.Stream(ours, 20), 2 * len(content), threading.Event())
except OSError:
    print(0.9 < time.monotonic() - start < 15)
"""
    with started("file_transfer", code) as run:
        assert run.communicate(timeout=20)[0] == "True\n"


def test_who_is_not_too_slow_is_given_more_time():
    """file_transfer.md: 0.5 s, and 10 more for the bytes that have come."""
    code = """
import hashlib, os, socket, tempfile, threading, time, receive
receive.SECONDS = 0.5
ours, theirs = socket.socketpair()
content = bytes(10 * receive.SLOWEST)

def send():
    theirs.sendall(content[1:])
    time.sleep(1)
    theirs.sendall(content[:1])
    receive.send_dict(theirs, {"sha256": hashlib.sha256(content).hexdigest()})

threading.Thread(target=send).start()
with tempfile.TemporaryFile() as file:
    receive.receive_to(file, receive.Stream(ours, 20), len(content), threading.Event())
    print(file.tell() == len(content))
"""
    with started("file_transfer", code) as run:
        assert run.communicate(timeout=20)[0] == "True\n"


def test_what_has_been_received_is_not_said_to_be_refused_when_nobody_hears_the_answer():
    code = """
import socket, receive
receive.receive_one = lambda sock, stopping: receive.say("收到 a")
ours, theirs = socket.socketpair()
theirs.close()
try:
    receive.serve(ours, None)
except BrokenPipeError:
    print("断开")
"""
    with started("file_transfer", code) as run:
        assert run.communicate(timeout=20)[0] == "接收方：收到 a\n断开\n"


def test_a_name_that_is_no_text_does_not_keep_the_others_from_being_sent(tmp_path):
    """file_transfer.md: nothing listens here, so that none arrives; each is said."""
    (tmp_path / "a.txt").touch()
    (tmp_path / os.fsdecode(b"b\xff.txt")).touch()
    code = f"import sys, send_all; send_all.sys.argv[1:] = [{str(tmp_path)!r}]"
    code += "\nimport send; send.ADDRESS = ('127.0.0.1', 1); sys.exit(send_all.main())"
    with started("file_transfer", code, env=os.environ | {"PYTHONIOENCODING": "utf-8:strict"}) as run:
        out, _ = run.communicate(timeout=20)
    assert run.returncode == 1
    assert sorted(re.findall(r"'.*'", out)) == ["'a.txt'", "'b\\udcff.txt'"]


PROXY = """
import asyncio, contextlib, socket, threading, proxy

async def link_of(kind, sock):
    sock.setblocking(False)
    link = kind(1)
    await asyncio.wait_for(link.run(sock), 15)
    print(link.ends)
"""
# And a client that has come, its target waiting
BETWEEN = f"""{PROXY}
with socket.create_server(("127.0.0.1", 0)) as target, socket.create_server(("127.0.0.1", 0)) as server:
    proxy.TARGET = target.getsockname()
    client = socket.create_connection(server.getsockname())"""


def test_who_is_sent_away_while_the_proxy_connects_keeps_no_place():
    """proxy.py: nobody watches any more when it is connected at last, to one who is silent."""
    code = f"""{PROXY}
proxy.IDLE = 0.2
(client, sock), (target, out) = socket.socketpair(), socket.socketpair()

class Slow(proxy.Link):
    async def connect(self):
        while not self.broken:
            await asyncio.sleep(0.01)
        return await asyncio.open_connection(sock=out)

asyncio.run(link_of(Slow, sock))"""
    with started("proxy", code) as run:
        assert run.communicate(timeout=20)[0] == "['太久没有动静']\n"


def test_a_reset_is_not_seen_while_the_other_side_does_not_receive():
    """proxy.md: it is not read then; IDLE ends it."""
    code = f"""{BETWEEN}
    proxy.IDLE = 4
    client.settimeout(1)
    drain, waiting = asyncio.StreamWriter.drain, threading.Event()

    async def noted(writer):
        waiting.set()
        await drain(writer)
        waiting.clear()

    def flood():
        asyncio.StreamWriter.drain = noted
        while not waiting.is_set():  # and no more goes in
            with contextlib.suppress(OSError):
                while True:
                    client.sendall(bytes(1_000_000))
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, proxy.RESET)
        client.close()

    async def main():
        flooding = asyncio.get_running_loop().run_in_executor(None, flood)
        await link_of(proxy.Link, server.accept()[0])
        await flooding

    asyncio.run(main())"""
    with started("proxy", code) as run:
        assert run.communicate(timeout=20)[0] == "['太久没有动静']\n"


def test_what_the_proxy_holds_for_who_does_not_receive_is_little():
    """proxy.py: the system would hold megabytes, and who receives slowly but steadily would seem not to move."""
    code = f"""{BETWEEN}
    proxy.IDLE = 1

    class Counted(proxy.Link):
        def report(self):
            print(self.counts["目标"] < 1_000_000, self.counts["客户端"] < 1_000_000)

    def flood(sock):
        with contextlib.suppress(OSError):
            while True:
                sock.sendall(bytes(1_000_000))

    out = []
    accepting = threading.Thread(target=lambda: (out.append(target.accept()[0]), flood(out[0])))
    accepting.start()
    threading.Thread(target=flood, args=(client,)).start()
    asyncio.run(link_of(Counted, server.accept()[0]))
    accepting.join()"""
    with started("proxy", code) as run:
        assert run.communicate(timeout=20)[0] == "True True\n['太久没有动静']\n"


def test_a_client_that_has_said_all_and_dies_is_not_noticed_while_nothing_is_sent_to_it():
    """proxy.md: it is not read any more; IDLE ends it."""
    code = f"""{BETWEEN}
    proxy.IDLE = 2

    class Ended(proxy.Link):
        def done(self, side):
            super().done(side)
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, proxy.RESET)
            client.close()

    client.shutdown(socket.SHUT_WR)
    asyncio.run(link_of(Ended, server.accept()[0]))"""
    with started("proxy", code) as run:
        assert run.communicate(timeout=20)[0] == "['客户端先说完', '太久没有动静']\n"


def test_the_proxy_names_a_client_of_ipv6():
    """proxy.py: its address is of four parts."""
    code = """
import asyncio, socket, proxy

class Link:
    def __init__(self, number):
        self.number = number

    async def run(self, sock):
        pass

proxy.serving.run = lambda address, serve, most, say: asyncio.run(serve(socket.socket(), ("::1", 5, 0, 0)))
proxy.main(Link)"""
    with started("proxy", code) as run:
        assert run.communicate(timeout=20)[1].partition(" ")[2] == "#1 开始：::1:5\n"


SERVERS = {
    "chat": ("import server; server.ADDRESS = {}; server.main(server.Room())", "小明\n", "* 在这里的：小明\n"),
    "dict_server": (
        "import server; server.ADDRESS = {}; server.main(server.Store(server.Path('/no/such/folder/data.json')))",
        '{"id": 1, "do": "set", "key": "a", "value": 2}\n',  # which is said, too
        '{"id": 1, "error": "\\u5b58\\u4e0d\\u4e0b"}\n',
    ),
    "file_transfer": (
        "import receive; receive.ADDRESS = {}; receive.Path.mkdir = lambda *_, **how: None; receive.main()",
        "{}\n",  # it is said that this is refused
        '{"error": "\\u540d\\u5b57\\u4e0d\\u884c\\uff1aNone"}\n',
    ),
}


@pytest.mark.parametrize("page", SERVERS)
def test_a_server_goes_on_when_it_can_not_print(page):
    """Its output goes to a disk that is full."""
    program, says, answer = SERVERS[page]
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = free.getsockname()
    with Path("/dev/full").open("w") as full:
        run = subprocess.Popen(
            [sys.executable, "-B", "-uc", USUAL + program.format(address)],
            cwd=RECIPES / page,
            stdout=full,
            start_new_session=True,
        )
    there = []

    def come():
        assert run.poll() is None
        with contextlib.suppress(ConnectionRefusedError):
            there.append(socket.create_connection(address, timeout=20))
        return there

    with ended(run):
        for _ in range(2):  # the second one meets what the first has left
            there.clear()
            until(come)
            with there[0] as sock, sock.makefile("rw", encoding="utf-8", newline="\n") as lines:
                lines.write(says)
                lines.flush()
                assert lines.readline() == answer
                sock.shutdown(socket.SHUT_WR)
                assert lines.read() == ""
        assert run.poll() is None


def test_who_does_not_receive_is_cut_off_before_that_is_said():
    """chat/server.py: saying it may take its time, or fail."""
    code = """
import server
from types import SimpleNamespace as Made
transport = Made(get_write_buffer_size=lambda: 1_000_000, abort=lambda: print("断开"))
room = server.Room()
room.people["小聋"] = Made(is_closing=lambda: False, write=lambda data: None, transport=transport)
room.send("小聋", "你好")
"""
    with started("chat", code) as run:
        assert run.communicate(timeout=20)[0] == "断开\n服务端：小聋 不收，断开\n"


def test_a_chat_client_that_can_not_start_its_thread_says_so():
    code = """
import socket, client

def refuse(thread):
    raise RuntimeError("can't start new thread")

client.threading.Thread.start = refuse
with socket.create_server(("127.0.0.1", 0)) as server:
    client.ADDRESS = server.getsockname()
    print(client.main("小明"))
"""
    with started("chat", code) as run:
        assert run.communicate(timeout=20) == ("1\n", "客户端：断了：can't start new thread\n")


def test_a_chat_client_without_a_name_says_how_it_is_used():
    command = [sys.executable, "-B", "client.py"]
    run = subprocess.run(command, cwd=RECIPES / "chat", capture_output=True, encoding="utf-8", timeout=20)
    assert (run.returncode, run.stdout, run.stderr) == (2, "", "用法：python client.py 名字\n")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("pipe", "'pipe' 没有送到：不是普通的文件"),
        ("/dev/null", "'null' 没有送到：不是普通的文件"),
        ("missing", "'missing' 没有送到：[Errno 2] No such file or directory: '{}/missing'"),
    ],
)
def test_what_is_no_regular_file_is_not_sent(name, says, tmp_path):
    """file_transfer.md: it says that it has no bytes, and a pipe would be waited for; nothing listens here."""
    os.mkfifo(tmp_path / "pipe")
    code = f"import send; send.ADDRESS = ('127.0.0.1', 1); send.sys.argv[1:] = [{str(tmp_path / name)!r}]; send.main()"
    with started("file_transfer", code) as run:
        out, error = run.communicate(timeout=20)
    assert (run.returncode, out, error) == (1, "", f"\n发送方：{says.format(tmp_path)}\n")


def test_a_folder_that_is_not_there_is_said_in_a_sentence(tmp_path):
    command = [sys.executable, "-B", "send_all.py", str(tmp_path / "many")]
    run = subprocess.run(command, cwd=RECIPES / "file_transfer", capture_output=True, encoding="utf-8", timeout=20)
    says = f"发送方：[Errno 2] No such file or directory: '{tmp_path}/many'\n"
    assert (run.returncode, run.stdout, run.stderr) == (1, "", says)


def test_a_head_that_is_too_deep_is_a_wrong_one():
    """wire.py: some versions raise RecursionError, for which neither side is prepared."""
    code = """
import socket, wire

def too_deep(line):
    raise RecursionError

wire.json.loads = too_deep
ours, theirs = socket.socketpair()
theirs.sendall(b"[[\\n")
try:
    wire.Stream(ours, 20).read_dict()
except ValueError as error:
    print(error)
"""
    with started("file_transfer", code) as run:
        assert run.communicate(timeout=20)[0] == "开头套得太深\n"


def test_what_takes_clients_in_is_the_same_on_the_pages_that_serve_alike():
    """A serving.py that is mended on one page is mended on the others: only what is said of it may differ."""
    recipes = ("dict_server", "file_transfer", "chat", "proxy")
    texts = [(RECIPES / page / "serving.py").read_text(encoding="utf-8") for page in recipes]
    words, files, chat, proxy = (text.split('"""', 2)[2] for text in texts)
    assert words == files
    parts = proxy.split("\n\n\n")
    assert len(parts) > 2
    assert [part for part in parts if part not in chat] == []  # the chat has two functions more


def test_servers_that_rest_when_they_can_accept_nobody_do_so_alike():
    servers = [path.read_text(encoding="utf-8") for path in sorted((SNIPPETS / "network").glob("*/server.py"))]
    accepts = [found[0] for text in servers if (found := re.search(r"def accept\(server\):\n(?:    .*\n)+", text))]
    assert len(accepts) > 4
    assert len(set(accepts)) == 1
