"""Every server of the pages outlives the worst of clients, answers as before, and ends by Ctrl-C.

All are treated at the same time, each in a copy of its folder: it and its clients think that the ports are those
written in the programs, and get others (see BEFORE), so nothing else on this machine is in the way.
"""

import ast
import contextlib
import json
import os
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import bad_client
import pytest
from bad_client import PATIENCE, Way, a_file, chat, http, lines, listener, spoken_to, tls, whole
from children import USUAL, ended
from conftest import PROGRAMS, SNIPPETS

pytestmark = pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux can take descriptors away")


@dataclass(frozen=True)
class Server:
    """How one speaks to a server, and what its page says of it.

    at_once: it serves others meanwhile; else they wait until the silent one is sent away.
    seconds: it sends away who says nothing for so long (None: it may stay).
    slow: so long in all, and not for every byte. room: seconds more, for a machine that is busy.
    client: the program of its page that speaks to it, and its arguments.
    port: on which it listens; socket: or on which path, below the home.
    behind: servers that it speaks to itself.
    spared: what it isn't put through, and why.
    """

    way: Way
    at_once: bool = False
    seconds: float | None = 5
    slow: bool = True
    room: float = 15
    client: str = ""
    arguments: tuple[str, ...] = ()
    port: int = 21567
    socket: str = ""
    behind: tuple[str, ...] = ()
    spared: tuple[tuple[str, str], ...] = ()


NUMBERS = listener(b"[3, 4, 5]", b'\xff[3, 4, "5"]', ".talk/key")
HERE = ("127.0.0.1",)
GREET = '{"version": 1, "type": "greet", "name": "guest"}'
LIST = '{"id": 1, "do": "list"}'
NO_FILE = '{"name": "a.txt", "size": -1}'
NO_LIMIT = (("silent ones", "connection.md says that a Listener waits for a key as long as it takes"),)
SERVERS = {
    "index/door": Server(spoken_to(), client="knock"),
    "ipc/connection/server": Server(NUMBERS, client="client", socket=".talk/socket", spared=NO_LIMIT),
    "ipc/connection/restart": Server(NUMBERS, client="client", socket=".talk/socket", spared=NO_LIMIT),
    "ipc/connection/tcp_server": Server(NUMBERS, spared=NO_LIMIT),
    "network/addresses/both": Server(spoken_to(), arguments=HERE, client="client 127.0.0.1"),
    "network/addresses/server": Server(spoken_to(), arguments=HERE, client="client 127.0.0.1"),
    "network/chat/chat_asyncio": Server(chat(), at_once=True, seconds=3),
    "network/chat/chat_selectors": Server(chat(), at_once=True, seconds=3),
    "network/chat/chat_socketserver": Server(chat(), at_once=True, seconds=3),
    "network/chat/chat_threads": Server(chat(), at_once=True, seconds=3),
    "network/chat/polite": Server(chat(), at_once=True, seconds=3),
    "network/clients/pool_server": Server(whole(), at_once=True, client="client"),
    "network/clients/ready_made": Server(whole(), at_once=True, client="client"),
    "network/clients/server": Server(whole(), at_once=True, client="client"),
    "network/framing/line_server": Server(lines(), slow=False, client="line_client"),
    "network/gone/server": Server(lines(), seconds=2),
    "network/http/broken": Server(http("/short"), slow=False, client="client /no_length"),
    "network/http/chunked": Server(http(), at_once=True, slow=False, client="client /"),
    "network/http/server": Server(http(), at_once=True, slow=False, client="client /"),
    "network/messages/server": Server(lines(GREET), client="client"),
    "network/ports/any_port": Server(spoken_to()),
    "network/ports/server": Server(spoken_to(), client="client"),
    "network/seeing/relay": Server(lines(), at_once=True, seconds=None, port=21568, behind=("server",)),
    "network/seeing/server": Server(lines(), at_once=True, seconds=None),
    "network/selectors/server": Server(lines(), at_once=True, seconds=2, client="client"),
    "network/sending/echo": Server(whole(), slow=False),
    "network/sending/server": Server(lines("n1 30", many=False), seconds=2),  # its client deposits more each time
    "network/stopping/server": Server(lines("0"), at_once=True, seconds=None, client="client 0"),
    "network/stopping/tasks": Server(lines("0"), at_once=True, seconds=None, client="client 0"),
    "network/streams/server": Server(lines(), at_once=True, seconds=10, client="client"),
    "network/tcp/reverse": Server(whole(), client="client"),
    "network/tcp/server": Server(whole(), client="client"),
    "network/timeouts/server": Server(lines(), seconds=1, client="client"),
    "network/tls/async_server": Server(tls(lines(many=False)), at_once=True, seconds=3, client="client"),
    "network/tls/server": Server(tls(lines(many=False)), at_once=True, seconds=3, client="client"),
    "network/unix/server": Server(lines(many=False), seconds=1, client="client", socket=".greeter/socket"),
    "network/unix/take": Server(a_file(), seconds=1, slow=False, client="give", socket=".greeter/socket"),
    "network/unix/who": Server(lines(many=False), seconds=1, client="client", socket=".greeter/socket"),
    "recipes/chat/server": Server(chat("{}\n"), at_once=True, seconds=None),
    "recipes/chat/small": Server(chat("{}\n"), at_once=True, seconds=None),
    "recipes/chat/whisper": Server(chat("{}\n"), at_once=True, seconds=None),
    "recipes/dict_server/once": Server(lines(LIST), at_once=True, seconds=None),
    "recipes/dict_server/server": Server(lines(LIST), at_once=True, seconds=None),
    "recipes/downloads/bad_site": Server(http("/report.bin"), at_once=True, seconds=None),
    "recipes/file_transfer/measured": Server(lines(NO_FILE), at_once=True, seconds=10),
    "recipes/file_transfer/receive": Server(lines(NO_FILE), at_once=True, seconds=10),
    # Their target serves one after the other
    "recipes/proxy/cut": Server(whole(), slow=False, port=21568),
    "recipes/proxy/failover": Server(whole(), seconds=None, client="client", behind=("target",)),
    "recipes/proxy/flood": Server(Way(b"", b"\xff", answer=lambda sock: sock.recv(1)), seconds=None, port=21568),
    "recipes/proxy/proxy": Server(whole(), seconds=None, client="client", behind=("target",)),
    "recipes/proxy/quick": Server(whole(), seconds=2, slow=False, client="client", behind=("target",)),
    "recipes/proxy/target": Server(whole(), slow=False, port=21568),
}
ONCE = "serves one client and ends"
EXEMPT = {
    "ipc/connection/killed": "kills itself",
    "network/close/receiver": ONCE,
    "network/close/refuse_politely": ONCE,
    "network/errors/server": ONCE,
    "network/sending/forgetful": "is server.py, but for the first message, which it doesn't confirm",
    "network/tcp/plain_server": ONCE,
    "network/tls/plain": ONCE,
    "trouble/run/check_here": "only looks whether the port is free",
    "trouble/run/holder": "holds the port and serves nobody",
}

CALLS = re.compile(r"(create(_unix)?_server|start(_unix)?_server|listen|sock_accept|Listener)$")
CLASSES = re.compile(r"(TCP|UnixStream|HTTP|XMLRPC)Server$")
CONNECTS = {"create_connection", "open_connection", "connect", "connect_ex", "sock_connect", "Client"}
# What stands at the top of a module that does nothing when it is run
ONLY_DEFINED = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Assign, ast.Expr)


def called(tree: ast.AST) -> set[str]:
    """The names of all that is called, or that a class is made from, and isn't defined here."""
    nodes = list(ast.walk(tree))
    names = [node.func for node in nodes if isinstance(node, ast.Call)]
    names += [base for node in nodes if isinstance(node, ast.ClassDef) for base in node.bases]
    own = {node.name for node in nodes if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))}
    return {getattr(name, "attr", getattr(name, "id", "")) for name in names} - own


def listens(path: Path) -> bool:
    """Whether a module listens, or calls the main or run of one beside it that does."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if any(CALLS.match(name) or CLASSES.search(name) for name in called(tree)):
        return True
    nodes = list(ast.walk(tree))
    calls = {ast.unparse(node.func) for node in nodes if isinstance(node, ast.Call)}
    imports = [node for node in nodes if isinstance(node, ast.ImportFrom)]
    imported = {name.name: node.module for node in imports for name in node.names}
    entries = [(imported[call], call) for call in calls if call in imported]
    entries += [tuple(call.split(".")) for call in calls if call.count(".") == 1]
    beside = [path.with_name(f"{module}.py") for module, name in entries if name in ("main", "run")]
    return any(other.exists() and listens(other) for other in beside)


def is_program(path: Path) -> bool:
    body = ast.parse(path.read_text(encoding="utf-8")).body
    return any(not isinstance(node, ONLY_DEFINED) or isinstance(getattr(node, "value", 0), ast.Call) for node in body)


def ends_by_itself(path: Path) -> bool:
    """It is its own client, and says nothing of Ctrl-C."""
    text = path.read_text(encoding="utf-8")
    return "Ctrl-C" not in text and bool(called(ast.parse(text)) & CONNECTS)


def found() -> set[str]:
    """Every program that serves, but for those that show a mistake."""
    return {path.relative_to(SNIPPETS).with_suffix("").as_posix() for path in PROGRAMS if serves(path)}


def serves(path: Path) -> bool:
    mistake = "错误示范：" in path.read_text(encoding="utf-8")
    return listens(path) and is_program(path) and not ends_by_itself(path) and not mistake


def test_every_server_of_the_pages_has_an_entry():
    """Another one? Say in SERVERS how one speaks to it, or in EXEMPT why nobody need."""
    there = found()
    assert there - SERVERS.keys() - EXEMPT.keys() == set(), "without an entry"
    assert (SERVERS.keys() | EXEMPT.keys()) - there == set(), "not there any more"
    assert SERVERS.keys() & EXEMPT.keys() == set()
    for name, reason in EXEMPT.items():
        assert reason != ONCE or "Ctrl-C" not in (SNIPPETS / f"{name}.py").read_text(encoding="utf-8"), name


@pytest.mark.parametrize(
    ("program", "found"),
    [
        ("socket.create_server(ADDRESS)", True),
        ("with socket.socket() as sock:\n    sock.bind(ADDRESS)\n    sock.listen()", True),
        ("async def main():\n    await asyncio.start_server(serve, *ADDRESS)\nasyncio.run(main())", True),
        ("loop.create_unix_server(Protocol, path)", True),
        ("class Server(socketserver.ThreadingTCPServer):\n    pass\nServer(ADDRESS, Handler).serve_forever()", True),
        ("ThreadingHTTPServer(ADDRESS, Handler).serve_forever()", True),
        ("Listener(ADDRESS)", True),
        ("import beside\nif __name__ == '__main__':\n    beside.main()", True),
        ("import beside\nbeside.ask()", False),
        ("from beside import main\nmain()", True),
        ("def listen():\n    pass\nlisten()", False),
        ("PORT = 21567\ndef serve():\n    socket.create_server(ADDRESS)", False),
        ("'''错误示范：……'''\nsocket.create_server(ADDRESS)", False),
        ("logging.handlers.QueueListener(queue)", False),
        ("# Ctrl-C\nsocket.create_server(ADDRESS)\nsocket.create_connection(ADDRESS)", True),
        ("socket.create_server(ADDRESS)\nsocket.create_connection(ADDRESS)", False),
    ],
)
def test_what_serves_is_found(program, found, tmp_path):
    (tmp_path / "beside.py").write_text("import socket\ndef main():\n    socket.create_server(ADDRESS)")
    (path := tmp_path / "program.py").write_text(program)
    assert serves(path) is found


# Before a program begins: a port that the pages use is another one, and it is told when one listens there,
# and when there is no descriptor left for who comes.
BEFORE = (
    USUAL
    + """
import errno, json, os, socket

def told(text):
    if "TOLD" in os.environ:
        os.write(int(os.environ["TOLD"]), (text + "\\n").encode())

def bind(self, address, really=socket.socket.bind):
    wanted = isinstance(address, tuple) and address[1]
    if not (wanted in range(21500, 21600) and self.type == socket.SOCK_STREAM):
        return really(self, address)
    really(self, (address[0], 0, *address[2:]))
    wishes[self.getsockname()[1]] = wanted

def listen(self, *backlog, really=socket.socket.listen):
    really(self, *backlog)
    name = self.getsockname()
    told(json.dumps([wishes.get(name[1]), name[1]] if isinstance(name, tuple) else [name, name]))

def accept(self, really=socket.socket.accept):
    try:
        return really(self)
    except OSError as error:
        if error.errno == errno.EMFILE:
            told("full")
        raise

def there(address):
    known = isinstance(address, tuple) and ports.get(str(address[1]))
    return (address[0], known, *address[2:]) if known else address

ports, wishes = json.loads(os.environ.get("PORTS", "{}")), {}
socket.socket.bind, socket.socket.listen, socket.socket.accept = bind, listen, accept
for name in ("connect", "connect_ex"):
    def to(self, address, really=getattr(socket.socket, name)):
        return really(self, there(address))
    setattr(socket.socket, name, to)
"""
)


class Place:
    """A copy of a page's programs, a home, and the ports that are really used there."""

    def __init__(self, folder: Path, source: Path) -> None:
        self.programs, self.home, self.output = folder / "programs", folder / "home", folder / "output"
        shutil.copytree(source, self.programs, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "before").mkdir()
        (folder / "before/sitecustomize.py").write_text(BEFORE)
        self.home.mkdir()
        self.output.mkdir()
        self.ports: dict[str, int] = {}
        self.environment = {"PYTHONPATH": str(folder / "before"), "HOME": str(self.home)}

    def start(self, name: str, *arguments: str, **more) -> subprocess.Popen:
        environment = {each: value for each, value in os.environ.items() if not each.startswith("PYTHON")}
        environment |= self.environment | {"PORTS": json.dumps(self.ports)} | more.pop("env", {})
        return subprocess.Popen(
            [sys.executable, "-B", "-u", f"{name}.py", *arguments],
            cwd=self.programs,
            env=environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            **more,
        )

    def run(self, name: str, *arguments: str) -> tuple[int, str]:
        """The status and the output of a program that ends by itself."""
        run = self.start(name, *arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")
        with ended(run):
            out, _ = run.communicate(timeout=60)
        return run.returncode, out

    @contextlib.contextmanager
    def serving(self, name: str, *arguments: str):
        """A server that listens."""
        out, errors = ((self.output / f"{name}.{kind}").open("w+", encoding="utf-8") for kind in ("out", "err"))
        reading, writing = os.pipe()
        with os.fdopen(reading, "rb", buffering=0) as told, out, errors:
            os.set_blocking(reading, False)
            try:
                env = {"TOLD": str(writing)}
                run = self.start(name, *arguments, stdout=out, stderr=errors, pass_fds=[writing], env=env)
            finally:
                os.close(writing)
            with ended(run):
                yield Served(run, told, errors, self)


class Served:
    """A server while it runs."""

    def __init__(self, run, told, errors, place) -> None:
        self.run, self.told, self.errors, self.place, self.unread = run, told, errors, place, b""
        self.listening, self.full = False, 0

    def wait(self, seconds: float, condition) -> bool:
        """Hears what it tells until the condition holds, and says whether it does."""
        end = time.monotonic() + seconds
        while not condition():
            assert self.run.poll() is None, f"it ended, status {self.run.returncode}: {self.why()}"
            if time.monotonic() > end:
                return False
            time.sleep(0.01)
            self.hear()
        return True

    def until(self, condition) -> None:
        assert self.wait(PATIENCE, condition), f"in vain for {PATIENCE} s"

    def said(self) -> str:
        self.errors.flush()
        return Path(self.errors.name).read_text(encoding="utf-8", errors="replace")

    def why(self) -> str:
        """The end of what stands there."""
        return "\n".join(self.said().splitlines()[-20:])

    def hear(self) -> None:
        """Take note of what it has told."""
        self.unread += self.told.read(1 << 20) or b""
        *some, self.unread = self.unread.split(b"\n")
        for line in some:
            if line == b"full":
                self.full += 1
            else:
                self.listening = True
                wanted, really = json.loads(line)
                self.place.ports[str(wanted)] = really

    def descriptors(self) -> set[int]:
        return {int(each.name) for each in Path(f"/proc/{self.run.pid}/fd").iterdir()}

    def most_memory(self) -> int:
        """The most kB that it has had in memory."""
        status = Path(f"/proc/{self.run.pid}/status").read_text()
        return int(re.search(r"^VmHWM:\s+(\d+)", status, re.MULTILINE)[1])

    @contextlib.contextmanager
    def only(self, more: int):
        """As after `ulimit -n`: so many descriptors more, until it is over."""
        soft, hard = resource.prlimit(self.run.pid, resource.RLIMIT_NOFILE)
        free = (number for number in range(hard) if number not in self.descriptors())
        limit = [next(free) for _ in range(more + 1)][-1]
        resource.prlimit(self.run.pid, resource.RLIMIT_NOFILE, (limit, hard))
        try:
            yield
        finally:
            with contextlib.suppress(ProcessLookupError):
                resource.prlimit(self.run.pid, resource.RLIMIT_NOFILE, (soft, hard))


class Treatment:
    """What a server is put through."""

    def __init__(self, server: Server, served: Served) -> None:
        self.server, self.way, self.served, self.place = server, server.way, served, served.place
        self.spared = dict(server.spared)
        self.where = str(self.place.home / server.socket) if server.socket else str(server.port)
        served.until(lambda: self.where in self.place.ports)

    def connect(self, timeout: float = PATIENCE) -> socket.socket:
        there = self.place.ports[self.where]
        sock = socket.socket(socket.AF_UNIX if isinstance(there, str) else socket.AF_INET)
        sock.settimeout(timeout)
        sock.connect(there if isinstance(there, str) else ("127.0.0.1", there))
        return sock

    def begin(self) -> socket.socket:
        return self.way.begin(self.connect(), self.place.home) if self.way.begin else self.connect()

    def ask(self) -> bytes:
        try:
            return self.way.ask(self.begin)
        except (OSError, EOFError) as error:
            raise bad_client.NoAnswerError(f"a good client got {error!r}") from None

    @property
    def ways_in(self):
        """What is said may be said at once, or after the handshake."""
        return [self.connect, self.begin] if self.way.begin else [self.connect]

    def a_bad_byte(self) -> None:
        for connect in self.ways_in:
            bad_client.a_bad_byte(self.way, connect)

    def early_closes(self) -> None:
        for connect in self.ways_in:
            bad_client.early_closes(self.way, connect)

    def resets(self) -> None:
        for connect in self.ways_in:
            bad_client.resets(self.way, connect)

    def a_line_without_end(self) -> None:
        before = self.served.most_memory()
        for connect in self.ways_in:
            bad_client.a_line_without_end(self.way, connect)
        assert self.served.most_memory() < before + 50_000, "it keeps in memory whatever comes"

    def silent_ones(self) -> None:
        """And slow ones, and a deaf one. They stay until they are sent away, and others are served."""
        server = self.server
        slow = server.slow and server.seconds is not None
        with bad_client.that_stay(self.way, self.ways_in, slow) as staying:
            if server.at_once:
                assert self.ask() == self.answer
                assert not staying.gone(), "others are not served before those who are silent have been sent away"
                if self.way.flood:
                    staying.socks["deaf"] = bad_client.deaf(self.way, self.begin)
                    assert self.ask() == self.answer
            if server.seconds is not None:
                staying.wait(server.seconds * len(staying.socks) + server.room)
            for sock in staying.socks.values():
                sock.close()

    def no_descriptors(self) -> None:
        """None left for who comes, then one."""
        served, full = self.served, self.served.full
        end = time.monotonic() + PATIENCE
        while served.full == full:  # what a good client had may come free only now; then the limit is too high
            assert time.monotonic() < end, "it has descriptors"
            with served.only(0):
                self.connect().close()  # whoever waits in accept has its descriptor already
                with self.connect():
                    served.wait(1, lambda: served.full > full)
                    if self.server.at_once and served.full > full and "a rest" not in self.spared:
                        time.sleep(0.5)
                        served.hear()
                        assert served.full < full + 1000, "without a descriptor it tries again without a rest"
        assert self.ask() == self.answer
        with served.only(1), contextlib.suppress(OSError, EOFError), self.begin() as sock:
            sock.settimeout(2)
            sock.sendall(self.way.good)
            bad_client.say_no_more(sock)
            sock.recv(1)

    # The last takes longest: in the end, asyncio has nothing in hand of what it does where accept has failed
    TREATMENTS = (a_bad_byte, early_closes, resets, a_line_without_end, no_descriptors, silent_ones)

    def all(self, answered: tuple[int, str] | None) -> None:
        """Every treatment; after each a good client gets the same as before, and nothing is left of the bad ones."""
        self.answer = self.ask()
        before = self.served.descriptors()
        for treat in self.TREATMENTS:
            name = treat.__name__.replace("_", " ")
            if name in self.spared:
                continue
            try:
                treat(self)
                assert (now := self.ask()) == self.answer, f"answered {now!r}, before {self.answer!r}"
                self.served.until(lambda: len(self.served.descriptors()) <= len(before))
            except (AssertionError, OSError) as error:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self.served.run.wait(1)  # it may be about to end
                raise AssertionError(f"after {name}: {error}; {self.served.why()}") from error
        if answered:
            assert self.client() == answered

    def client(self) -> tuple[int, str]:
        return self.place.run(*self.server.client.split())

    def come_and_go(self) -> None:
        """Until it listens no more."""
        with contextlib.suppress(OSError):
            while True:
                self.connect(1).close()

    def ctrl_c(self) -> None:
        """While somebody is connected who says nothing, and others come and go."""
        run, seconds = self.served.run, self.server.seconds or 0
        with ThreadPoolExecutor(1) as beside, self.begin():
            come = beside.submit(self.come_and_go)
            os.killpg(run.pid, signal.SIGINT)
            try:
                status = run.wait(seconds + self.server.room)
            except subprocess.TimeoutExpired:
                run.kill()
                raise AssertionError("Ctrl-C doesn't end it") from None
            come.result()
        said = re.sub(OF_ASYNCIO, "", self.served.said())
        assert (status, "Traceback" in said) == (0, False), f"status {status}: {said[-2000:]}"


# What asyncio itself says where accept fails; it tries again after a second, even if the server is closed by then.
# And where its end comes between a client's arrival and its first callback (to 3.15): sock_accept doesn't look whether
# it has been cancelled, and Server._wakeup is called twice.
OF_ASYNCIO = (
    r"socket.accept\(\) out of system resource\n(?s:.*?)\nOSError: \[Errno 24\] .*\n"
    r"|Exception in callback BaseSelectorEventLoop._start_serving\(\)\n"
    r"(?s:.*?)\nValueError: Invalid file descriptor: -1\n"
    r"|Exception in callback BaseSelectorEventLoop._sock_accept\(\)\n"
    r"(?s:.*?)\nasyncio.exceptions.InvalidStateError: invalid state\n"
    r"|Exception ignored .*_SelectorTransport.__del__ .*\n"
    r"Traceback .*\n(?: .*\n)+TypeError: 'NoneType' object is not iterable\n"
)


def treat(name: str, server: Server, folder: Path, source: Path = SNIPPETS) -> None:
    """Put a server through everything."""
    page, _, program = name.rpartition("/")
    place = Place(folder, source / page)
    with contextlib.ExitStack() as stack:
        for each in (*server.behind, program):
            arguments = server.arguments if each == program else ()
            served = stack.enter_context(place.serving(each, *arguments))
            served.until(lambda served=served: served.listening)
        treatment = Treatment(server, served)
        answered = treatment.client() if server.client else None
        assert not answered or answered[0] == 0, answered
        treatment.all(answered)
        treatment.ctrl_c()


# Mistakes that the pages show: where, as what it is treated, and what is said of it.
OTHERWISE = {"spared": (("no descriptors", "this one makes that mistake, too"),)}
FOUND_WANTING = {
    "nothing is caught": ("network/timeouts/fragile", Server(lines()), "after a bad byte: .*UnicodeDecodeError"),
    "accept is outside": ("network/timeouts/each_recv", Server(lines()), "after no descriptors: .*Too many open files"),
    "a limit for every byte": (
        "network/timeouts/each_recv",
        Server(lines(), seconds=1, room=3, **OTHERWISE),
        "after silent ones: not sent away: slow",
    ),
    "one by one": (
        "network/clients/one_by_one",
        Server(whole(), at_once=True, **OTHERWISE),
        "after silent ones: others are not served before",
    ),
}


@pytest.fixture(scope="module")
def treated(request, tmp_path_factory):
    """What came of every server that is asked for; all are treated at the same time."""
    items = (item for item in request.session.items if item.path == request.path and "treated" in item.fixturenames)
    names = {item.callspec.params["name"] for item in items}
    servers = {name: (name, server) for name, server in SERVERS.items()}
    servers |= {mistake: (name, server) for mistake, (name, server, _) in FOUND_WANTING.items()}
    with ThreadPoolExecutor(len(names)) as pool:
        yield {name: pool.submit(treat, *servers[name], tmp_path_factory.mktemp("server")) for name in names}


@pytest.mark.parametrize("name", sorted(SERVERS))
def test_a_server_outlives_the_worst_of_clients(name, treated):
    treated[name].result()


@pytest.mark.parametrize("name", FOUND_WANTING)
def test_a_mistake_is_found(name, treated):
    with pytest.raises(AssertionError, match=f"(?s){FOUND_WANTING[name][2]}"):
        treated[name].result()


UNHEARD = [
    *("network/chat/chat_asyncio", "network/chat/chat_selectors", "network/chat/chat_socketserver"),
    *("network/chat/chat_threads", "network/clients/ready_made", "network/clients/server", "network/stopping/server"),
    *("recipes/chat/server", "recipes/dict_server/server", "recipes/file_transfer/receive"),
]


@pytest.mark.parametrize("name", UNHEARD)
def test_a_server_goes_on_where_it_can_say_nothing(name, tmp_path):
    """As where its output goes into a file, and the disk is full."""
    page, _, program = name.rpartition("/")
    with Place(tmp_path, SNIPPETS / page).serving(program) as served:
        served.until(lambda: served.listening)
        treatment = Treatment(SERVERS[name], served)
        answer = treatment.ask()
        resource.prlimit(served.run.pid, resource.RLIMIT_FSIZE, (0, 0))
        treatment.a_bad_byte()
        treatment.resets()
        assert treatment.ask() == answer
        treatment.ctrl_c()


def test_a_server_ends_where_it_can_say_nothing(tmp_path):
    """tls/server.py: with an error, but it ends."""
    place = Place(tmp_path, SNIPPETS / "network/tls")
    with place.serving("server") as served:
        served.until(lambda: "监听" in (place.output / "server.out").read_text(encoding="utf-8"))
        resource.prlimit(served.run.pid, resource.RLIMIT_FSIZE, (0, 0))
        served.run.send_signal(signal.SIGINT)
        assert served.run.wait(PATIENCE) == 1
