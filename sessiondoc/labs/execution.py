"""A laboratory: a notebook kept as text, executed afresh, cell by cell.

What a laboratory concludes stands in assertions, so that a false conclusion fails.

The libraries that execute notebooks load slowly; they are imported where they are
used, so that a build in which nothing has changed does without them.
"""

import importlib.metadata
import json
import os
import re
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from concurrent.futures import Future
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from ..errors import SessiondocError
from ..page import Problem, shown
from ..playing import sandbox
from ..playing.cache import digest_of, engine, system, write_whole
from ..playing.interpreters import interpreter
from ..playing.schedule import Gate
from ..pythons import Interpreter
from .cells import begins, files, mistake, read

CELL_SECONDS = 300  # for one cell; a laboratory is meant to take less than ten seconds in all
_ANSI = re.compile(r"\x1b\[[\d;]*m")
_KEY = "sessiondoc"  # under which a notebook's metadata says how it was executed


@dataclass(frozen=True)
class Executed:
    """One execution of a laboratory.

    `notebook` is the text of an .ipynb with all outputs, as far as it came;
    `cores` how many CPUs there were, `started` is UTC in ISO 8601, `seconds` the
    duration, `problem` what failed, if anything did.
    """

    name: str
    notebook: str
    started: str
    seconds: float
    digest: str
    problem: Problem | None = None
    python: Interpreter = field(default_factory=lambda: interpreter(sys.executable))
    cores: int = field(default_factory=lambda: len(os.sched_getaffinity(0)))
    cached: bool = field(default=False, compare=False)


class Laboratory:
    """Executes laboratories of the `docs` folder, those of `cache` if nothing has changed.

    Calling it with a name (`labs/lock.py`) gives an Executed. Cells pass through
    the `gate`, beside others or alone.
    """

    def __init__(self, docs: Path, gate: Gate, cache: Path | None = None) -> None:
        self._docs, self._gate, self._cache = docs, gate, cache

    def __call__(self, name: str) -> Executed:
        digest = digest_of(_inputs(self._docs, name))
        kept = self._cache and _kept(name, self._cache / f"{digest}.ipynb")
        if kept:
            return kept
        executed = execute(self._docs, name, self._gate, digest)
        if self._cache and executed.problem is None:
            with suppress(OSError):  # where it can't be kept, it is executed again
                self._cache.mkdir(parents=True, exist_ok=True)
                write_whole(self._cache / f"{digest}.ipynb", executed.notebook)
        return executed

    def side_by_side(self, labs: Iterable[str]) -> dict[str, Executed]:
        """Execute several at once; returns when all have ended. Raises SessiondocError where one can't be."""
        futures: dict[str, Future[Executed]] = {name: Future() for name in labs}

        def settle(name: str, future: Future[Executed]) -> None:
            try:
                future.set_result(self(name))
            except Exception as error:
                text = f"{shown(self._docs / name)}:1: this laboratory can't be executed: {error}"
                future.set_exception(SessiondocError(text))

        for each in futures.items():  # daemons, so that Ctrl-C need not wait for them; their kernels end with us
            threading.Thread(target=settle, args=each, daemon=True).start()
        return {name: future.result() for name, future in futures.items()}


def execute(docs: Path, name: str, gate: Gate, digest: str = "") -> Executed:
    """Execute a laboratory in a kernel of its own, in a fresh copy of its folder.

    The kernel is this environment's Python; none of the builder's environment
    variables reach it. Execution ends at the first cell that fails, the returned
    `problem` names the line, the cell and what failed there.
    """
    import nbformat
    from jupyter_client.kernelspec import KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient

    path, notebook = docs / name, read(docs / name)
    if problem := mistake(path):
        return Executed(name, nbformat.writes(notebook), "", 0.0, digest, problem)
    seconds, started = 0.0, datetime.now(UTC).isoformat(timespec="milliseconds")
    with tempfile.TemporaryDirectory() as scratch, ExitStack() as kernel:
        folder = Path(scratch, "labs")
        shutil.copytree(path.parent, folder, ignore=shutil.ignore_patterns("__pycache__", ".*"))
        manager = AsyncKernelManager(
            transport="ipc",
            connection_file=f"{scratch}/kernel.json",
            kernel_spec_manager=KernelSpecManager(kernel_dirs=[]),  # this Python, not one that a person installed
        )
        client = NotebookClient(notebook, manager, timeout=CELL_SECONDS, shutdown_kernel="immediate")
        with gate.beside():
            running = client.setup_kernel(cleanup_kc=True, cwd=str(folder), env=_environment(scratch))
            kernel.enter_context(running)
        for number, cell in enumerate(notebook.cells):
            with gate.alone() if "alone" in cell.metadata.get("tags", []) else gate.beside():
                began = time.monotonic()  # to be let in takes no time of it
                try:
                    client.execute_cell(cell, number)
                except Exception as error:
                    problem = Problem(shown(path), *_failure(path, len(notebook.cells), number, cell, error))
                seconds += time.monotonic() - began
            if problem:
                break
    notebook.metadata[_KEY] = {"started": started, "seconds": seconds}
    return Executed(name, nbformat.writes(notebook), started, seconds, digest, problem)


def _environment(scratch: str) -> dict[str, str]:
    """A session's, with this environment's programs first and folders for what Jupyter writes."""
    session = sandbox.environment()
    own = dict.fromkeys(("HOME", "IPYTHONDIR", "JUPYTER_CONFIG_DIR", "MPLCONFIGDIR", "TMPDIR"), scratch)
    return {**session, **own, "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.defpath])}


def _failure(path: Path, cells: int, number: int, cell: Any, error: Exception) -> tuple[int, str]:
    """The line of a laboratory's file that failed, and what is to be said of it."""
    from nbclient.exceptions import CellExecutionError

    text = path.read_text(encoding="utf-8")
    begin = begins(text, cells)[number]
    source = cell.source.lstrip("\n")  # as IPython counts its lines
    line = text.count("\n", 0, max(begin, text.find(source, begin) - 1)) + 1
    traceback = _ANSI.sub("", str(error)).strip()
    if not isinstance(error, CellExecutionError):  # it took too long, or its kernel died
        return line, f"cell {number + 1}: {type(error).__name__}: {traceback.partition(chr(10))[0]}"
    at = re.search(rf"Cell In\[{cell.execution_count}\], line (\d+)", traceback)
    said = f"cell {number + 1}: {error.ename}: {error.evalue}"
    if error.ename != "AssertionError":  # a claim says all that is to be said
        said += "\n" + "\n".join(traceback.splitlines()[-12:])
    return line + int(at[1]) if at else line, said


def _kept(name: str, path: Path) -> Executed | None:
    try:
        notebook = path.read_text(encoding="utf-8")
        how = json.loads(notebook)["metadata"][_KEY]
        return Executed(name, notebook, how["started"], how["seconds"], path.stem, cached=True)
    except (OSError, ValueError, TypeError, KeyError):
        return None  # not there, or damaged: execute


def _inputs(docs: Path, name: str) -> Iterable[object]:
    """Everything that could change what a laboratory says, but the time at which it runs."""
    yield name
    for path in files(docs / name):
        yield from (path, ((docs / name).parent / path).read_bytes())
    yield from (interpreter(sys.executable), len(os.sched_getaffinity(0)), system(), engine(), _packages())


@cache
def _packages() -> str:
    """Every package installed beside this one, with its version."""
    return "\n".join(sorted(f"{each.name} {each.version}" for each in importlib.metadata.distributions()))
