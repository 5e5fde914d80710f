"""How long things take: `nox -s bench` prints the tables that stand in CONTRIBUTING.

Every figure is a median, and whatever is compared was measured in turn in this one run: on sites that are made here,
and on a copy of this one. Arguments: names of parts, for those alone.
"""

import os
import platform
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from sessiondoc.playing.interpreters import interpreter
from sessiondoc.playing.players import Players
from sessiondoc.session import parse

ROOT = Path(__file__).parent.parent
CORES = os.cpu_count() or 1
PATH = f"{Path(sys.executable).resolve().parent}:{os.defpath}"

PROGRAMS = {
    "hello.py": 'print("hello")\n',
    "sleeper.py": 'import time\n\ntime.sleep(1)\nprint("awake")\n',
    "computer.py": "print(sum(number % 7 for number in range(3_000_000)))\n",
    "server.py": """import socket

with socket.create_server(("127.0.0.1", 18080)) as listening:
    print("listening", flush=True)
    with listening.accept()[0] as client:
        print(client.recv(100).decode())
""",
    "client.py": """import socket

with socket.create_connection(("127.0.0.1", 18080)) as server:
    server.sendall(b"hello")
""",
}
SESSIONS = {  # kind -> the session, and its programs without it
    "短": ("$ python hello.py\nhello\n", "python hello.py"),
    "睡": ("$ python sleeper.py\nawake\n", "python sleeper.py"),
    "算": ("$ python computer.py\n[..]\n", "python computer.py"),
    "两个终端": (
        "[a] $ python server.py\nlistening\n[b] $ python client.py\n[a]\nhello\n",
        "python server.py | { read line; python client.py; cat; }",
    ),
}
CONFIG = """site_name: bench
plugins: [{plugins}]
markdown_extensions: [pymdownx.highlight, pymdownx.superfences, pymdownx.snippets: {{base_path: [snippets]}}]
"""


def main() -> None:
    """Measure the parts that are asked for."""
    parts = {"session": session, "sites": sites, "here": here, "edit": edit}
    print(f"{time.strftime('%Y-%m-%d')}，{CORES} 核，{platform.platform()}，Python {platform.python_version()}\n")
    for name in sys.argv[1:] or parts:
        parts[name]()


def table(*rows: tuple[object, ...]) -> None:
    """Print rows, the first of them the heads, as Markdown."""
    for row in [rows[0], ["---"] + ["---:"] * (len(rows[0]) - 1), *rows[1:]]:
        print("|", " | ".join(f"{cell:.2f}" if isinstance(cell, float) else str(cell) for cell in row), "|", flush=True)
    print(flush=True)


def medians(*works: Callable[[], object], times: int = 3) -> list[float]:
    """The median seconds of each of these, done one after another, so many times."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(times):
        for work, seconds in zip(works, taken, strict=True):
            began = time.perf_counter()
            work()
            seconds.append(time.perf_counter() - began)
    return [statistics.median(seconds) for seconds in taken]


def session() -> None:
    """A session beside its programs alone."""
    with tempfile.TemporaryDirectory() as folder, Players() as players:
        programs = Path(folder)
        for name, text in PROGRAMS.items():
            (programs / name).write_text(text)
        rows: list[tuple[object, ...]] = [("毫秒", "只有程序", "会话", "多出")]
        for kind in ("短", "两个终端"):
            played = parse(SESSIONS[kind][0], page="page.md")
            alone, ours = medians(
                lambda kind=kind: bare(kind, programs),
                lambda played=played: players.play(played, programs, interpreter()),
                times=30,
            )
            rows.append((kind, *(round(1000 * seconds, 1) for seconds in (alone, ours, ours - alone))))
        table(*rows)


def bare(kind: str, folder: Path) -> tuple[float, float]:
    """Run the programs of a kind without anything of ours: seconds, and seconds of computing."""
    began = time.perf_counter()
    command = ["bash", "-c", SESSIONS[kind][1]]
    process = subprocess.Popen(command, cwd=folder, env={"PATH": PATH}, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return time.perf_counter() - began, used.ru_utime + used.ru_stime


def make(folder: Path, kinds: list[str], how: str) -> Path:
    """Write a site with a session of each of these kinds, ten a page; `how`: "ours", "plain" or "stock"."""
    shutil.rmtree(folder, ignore_errors=True)
    for number in range(0, len(kinds), 10):
        name, here = f"p{number // 10}" if number else "index", kinds[number : number + 10]
        programs = folder / "snippets" / name
        programs.mkdir(parents=True)
        text = [f"# {name}\n"]
        for file, source in PROGRAMS.items():
            if any(file in SESSIONS[kind][1] for kind in here):
                (programs / file).write_text(source)
                text.append(f'```python\n--8<-- "{name}/{file}"\n```\n')
        for kind in here:
            if how == "stock":  # markdown-exec runs shells: with no terminal, and one after the other
                text.append(f'```bash exec="1" result="text"\ncd {programs}; {SESSIONS[kind][1]}\n```\n')
            else:
                text.append(f"```console{' exec="on"' * (how == 'ours')}\n{SESSIONS[kind][0]}```\n")
        page = folder / "docs" / f"{name}.md"
        page.parent.mkdir(exist_ok=True)
        page.write_text("\n".join(text))
    plugins = {"ours": "search, markdown-exec, sessiondoc", "plain": "search, markdown-exec", "stock": "markdown-exec"}
    (folder / "mkdocs.yml").write_text(CONFIG.format(plugins=plugins[how]))
    return folder


def mkdocs(folder: Path, *options: str, **environment: str) -> None:
    """Build the site in a folder."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", *options]
    subprocess.run(command, cwd=folder, env={**os.environ, "PATH": PATH, **environment}, check=True)


def most_memory(work: Callable[[], object]) -> float:
    """The largest sum of all our processes' memory while it goes on, shared pages shared out: MB."""
    over, most = threading.Event(), [0]

    def look() -> None:
        while not over.wait(0.2):
            total = 0
            for process in psutil.Process().children(recursive=True):
                with suppress(psutil.Error):
                    total += process.memory_full_info().pss
            most[0] = max(most[0], total)

    looking = threading.Thread(target=look)
    looking.start()
    work()
    over.set()
    looking.join()
    return most[0] / 1e6


def sites() -> None:
    """Sites of 10, 100 and 500 sessions: cold beside what it can't be quicker than, warm beside plain MkDocs."""
    rows: list[tuple[object, ...]] = [
        ("会话", "原样的 MkDocs", "下界", "冷", "冷 ÷ 下界", "热", "热 ÷ 原样", "markdown-exec", "MB")
    ]
    each: dict[int, float] = {}
    for kinds in (["短"], ["两个终端"], ["睡"], ["算"], ["短", "两个终端", "睡", "算"]):
        for number in (10, 100, 500) if len(kinds) > 1 else (10, 100):
            with tempfile.TemporaryDirectory() as top:
                wanted = (kinds * number)[:number]
                ours, plain = make(Path(top, "ours"), wanted, "ours"), make(Path(top, "plain"), wanted, "plain")
                lone = {kind: bare(kind, ours / "snippets" / "index") for kind in kinds}
                [cold] = medians(lambda ours=ours: mkdocs(ours, "--strict"), times=1)
                warm, without = medians(lambda ours=ours: mkdocs(ours, "--strict"), lambda plain=plain: mkdocs(plain))
                computing = sum(lone[kind][1] for kind in wanted) / CORES
                bound = without + max(computing, *(seconds for seconds, _ in lone.values()))
                stock: object = ""
                if number == 10:
                    make(Path(top, "stock"), wanted, "stock")
                    [stock] = medians(lambda top=top: mkdocs(Path(top, "stock")), times=1)
                memory: object = ""
                if number == 500:
                    shutil.rmtree(ours / ".cache")
                    memory = round(most_memory(lambda ours=ours: mkdocs(ours, "--strict")))
                name = f"{number} 个：{'、'.join(kinds)}"
                rows.append((name, without, bound, cold, cold / bound, warm, warm / without, stock, memory))
                each[number] = (cold - without) / number
    table(*rows)
    print(f"500 个里的一个，是 100 个里的 {each[500] / each[100]:.2f} 倍\n")


@contextmanager
def copy() -> Iterator[Path]:
    """A copy of this project, what is not committed included."""
    with tempfile.TemporaryDirectory() as folder:
        names = subprocess.check_output(["git", "ls-files", "-z", "-co", "--exclude-standard"], cwd=ROOT, text=True)
        for name in filter(None, names.split("\0")):
            if (ROOT / name).is_file():
                Path(folder, name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, Path(folder, name))
        yield Path(folder)


def without_ours(folder: Path) -> None:
    """Leave of a copy what MkDocs builds without us, by plain.yml: no session is played, no laboratory executed."""
    for page in folder.glob("docs/**/*.md"):
        page.write_text(page.read_text().replace('```console exec="on"', "```console").replace("<!-- claim", "<!--"))
    for page in folder.glob("docs/labs/*.py"):
        page.unlink()
    plugins = "plugins: [search, markdown-exec: {languages: []}]"
    (folder / "plain.yml").write_text(f"INHERIT: mkdocs.yml\nhooks: []\n{plugins}\n")


def here() -> None:
    """This site."""
    with copy() as ours, copy() as plain:
        without_ours(plain)
        [first] = medians(lambda: mkdocs(ours, "--strict", SESSIONDOC_CACHE="false"), times=1)
        mkdocs(ours, "--strict")
        warm, without = medians(lambda: mkdocs(ours, "--strict"), lambda: mkdocs(plain, "-f", "plain.yml"))
    table(("本站", "秒"), ("冷", first), ("热", warm), ("原样的 MkDocs", without), ("热 ÷ 原样", warm / without))


def edit() -> None:
    """From a page's saving until its new text is served: prose, and a session."""
    with copy() as ours, socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{found.getsockname()[1]}"
        found.close()
        mkdocs(ours, "--strict")
        command = [sys.executable, "-m", "mkdocs", "serve", "--dirty", "--quiet", "--dev-addr", place]
        page = ours / "docs" / "threads" / "start.md"
        text, rows = page.read_text(), [("改一处，到网页更新", "秒")]
        with subprocess.Popen(command, cwd=ours) as serving:
            try:
                wait_for(f"http://{place}/threads/start/", "</html>")
                for what, added in (("文字", "\n{}\n"), ("会话", '\n```console exec="on"\n$ echo {}\n{}\n```\n')):
                    seconds = []
                    for number in range(5):
                        word = f"{what}{number}"
                        page.write_text(text + added.format(word, word))
                        began = time.perf_counter()
                        wait_for(f"http://{place}/threads/start/", word)
                        seconds.append(time.perf_counter() - began)
                    rows.append((what, statistics.median(seconds)))
            finally:
                serving.terminate()
    table(*rows)


def wait_for(address: str, text: str) -> None:
    """Ask until the page there has the text."""
    while True:
        with suppress(OSError), urllib.request.urlopen(address, timeout=60) as answer:
            if text in answer.read().decode():
                return
        time.sleep(0.01)


if __name__ == "__main__":
    main()
