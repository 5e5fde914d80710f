"""What the tests with real processes share: a small site, real builds of it, and what they leave behind."""

import os
import re
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import psutil

from sessiondoc.glue.site import load
from sessiondoc.page import Page

CONFIG = """\
site_name: Small
theme: mkdocs
plugins:
  - search
  - markdown-exec
  - sessiondoc: {options}
markdown_extensions:
  - pymdownx.superfences: {{preserve_tabs: {preserve_tabs}}}
  - pymdownx.snippets: {{base_path: [snippets], check_paths: true}}
"""


def write(
    root: Path,
    pages: Mapping[str, str],
    snippets: Mapping[str, str | bytes],
    options: str = "{}",
    preserve_tabs: str = "true",
    docs: str = "docs",
    more: str = "",
) -> Path:
    """Write a site's mkdocs.yml (with `more` in it), its pages and its snippets; returns its folder."""
    files = {f"{docs}/{name}": text for name, text in {"index.md": "# Small\n", **pages}.items()}
    files |= {f"snippets/{name}": content for name, content in snippets.items()}
    config = CONFIG.format(options=options, preserve_tabs=preserve_tabs) + more
    files |= {"mkdocs.yml": config, "pytest.ini": "[pytest]\n"}
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def pages(root: Path) -> dict[str, Page]:
    """The pages of a site, as they are now."""
    return load(root).pages


def shows(*paths: str) -> str:
    """The fences that show snippets."""
    return "".join(f'```python\n--8<-- "{path}"\n```\n\n' for path in paths)


def session(text: str, options: str = "") -> str:
    """The fence of a session."""
    return f'```console exec="on"{options}\n{text}```\n'


def start(root: Path, *words: str) -> subprocess.Popen[str]:
    """Start `python -m WORDS` in a site's folder, as a person's shell would."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYTEST"))}
    return subprocess.Popen(
        [sys.executable, "-m", *words],
        cwd=root,
        env=env | {"NO_MKDOCS_2_WARNING": "1", "COLUMNS": "200"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=heed_ctrl_c,
    )


def heed_ctrl_c() -> None:
    """Whatever the tests were started with: a shell's `&` and nohup ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def run(root: Path, *words: str) -> tuple[int, str]:
    """Run `python -m WORDS` in a site's folder; its status and all that it printed."""
    with start(root, *words) as process:
        try:
            output, _ = process.communicate(timeout=300)
        except BaseException:
            process.kill()
            raise
    return process.returncode, output


def build(root: Path, *words: str) -> tuple[int, str]:
    return run(root, "mkdocs", "build", *words)


def serve(root: Path, *words: str) -> subprocess.Popen[str]:
    """Start `mkdocs serve` in a site's folder, at a port that is free."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        place = f"127.0.0.1:{free.getsockname()[1]}"
    return start(root, "mkdocs", "serve", "--dev-addr", place, *words)


def warnings(output: str) -> list[tuple[str, int, str]]:
    """What a build warned of: the file (of a page, below docs/), the line, the text."""
    records = re.split(r"^(?=(?:DEBUG|INFO|WARNING|ERROR) )", output, flags=re.MULTILINE)
    named = [re.match(r"WARNING -\s+sessiondoc: (?:docs/)?(.+?):(\d+): (.*)", record, re.DOTALL) for record in records]
    return [(match[1], int(match[2]), match[3]) for match in named if match]


def line_of(text: str, words: str) -> int:
    """The number, from 1, of the first line that holds `words`."""
    return text[: text.index(words)].count("\n") + 1


def processes(name: str) -> list[psutil.Process]:
    """The processes that have `name` in their command or in the path of their folder."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if name in " ".join([process.cwd(), *process.cmdline()]):
                found.append(process)
    return found


def survivors(name: str) -> list[psutil.Process]:
    """Those of them that do not end by themselves; they are ended."""
    _, alive = psutil.wait_procs(processes(name), timeout=5)
    for process in alive:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    return alive


def up(name: str) -> bool:
    """Wait until a program that is played for the page `name` has made a file `up`: in a place that only it sees."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        for process in processes(name):
            with suppress(OSError):
                if Path(f"/proc/{process.pid}/root/tmp/snippets/{name}/up").exists():
                    return True
    return False


class Bell:
    """A FIFO that a laboratory's program holds open: it says when it is up and, by its end, when it is gone."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "bell"
        os.mkfifo(self.path)
        self._fd = os.open(self.path, os.O_RDONLY | os.O_NONBLOCK)

    @property
    def program(self) -> str:
        """The beginning of a program that rings and goes on holding it."""
        return f'import os\n\nbell = os.open("{self.path}", os.O_WRONLY)\nos.write(bell, b"!")\n'

    def rang(self) -> bool:
        """Wait until a program rings."""
        return bool(self._wait()) and os.read(self._fd, 1) == b"!"

    def silent(self) -> bool:
        """Wait until no process holds it any more."""
        return bool(self._wait()) and os.read(self._fd, 1) == b""

    def close(self) -> None:
        os.close(self._fd)

    def _wait(self) -> list[int]:
        return select.select([self._fd], [], [], 60)[0]
