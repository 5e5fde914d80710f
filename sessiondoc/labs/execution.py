"""A laboratory: a notebook kept as text, executed afresh, cell by cell. What it concludes stands in assertions.

The libraries that execute notebooks load slowly; they are imported where they are used.
"""

import os
import re
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Collection, Mapping
from concurrent.futures import Future
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ..errors import SessiondocError
from ..matching import plain
from ..page import Problem, shown
from ..playing.interpreters import interpreter
from ..playing.kept import Cache, digest_of, engine, installed
from ..playing.schedule import Gate
from .cells import as_notebook, begins, files, mistake, read

CELL_SECONDS = 300  # for one cell; a laboratory is meant to take less than ten seconds in all


@dataclass(frozen=True)
class Executed:
    """One execution of a laboratory.

    `notebook` is what an .ipynb says, with all outputs, as far as it came, `download` the text of one without outputs;
    `started` is UTC in ISO 8601, `seconds` the duration, `measuring` that of what was alone, `problem` what failed, if
    anything did.
    """

    digest: str
    notebook: dict[str, Any]
    download: str
    started: str = ""
    seconds: float = 0.0
    measuring: float = 0.0
    problem: Problem | None = None
    cached: bool = field(default=False, compare=False)


class Laboratory:
    """Executes the laboratories of a docs folder, given their paths there; from the `cache` what has not changed.

    They pass through the `gate`: alone from the first cell that measures to the last, so that others stop but once.
    """

    def __init__(self, docs: Path, labs: Collection[str], gate: Gate, cache: Path | None = None) -> None:
        self._docs, self._labs, self._gate, self._cache = docs, labs, gate, Cache(cache)
        self._installed = installed()

    def __call__(self, name: str) -> Executed:
        found = files(self._docs, name, self._labs)
        content = [part for below, path in found.items() for part in (os.fsencode(below), path.read_bytes())]
        where = (interpreter(sys.executable), len(os.sched_getaffinity(0)), engine(), self._installed)
        digest = digest_of([name, *content, *where])
        with suppress(TypeError):  # nothing is kept, or nothing of the kind
            return Executed(digest, **self._cache.read(digest), cached=True)
        executed = self._execute(self._docs / name, digest, found)
        if executed.problem is None:
            names = ("notebook", "download", "started", "seconds", "measuring")
            self._cache.keep(digest, {each: getattr(executed, each) for each in names})
        return executed

    def side_by_side(self) -> dict[str, Executed]:
        """Execute all at once; returns when they have ended. Raises SessiondocError where one can't be."""
        futures: dict[str, Future[Executed]] = {name: Future() for name in self._labs}

        def settle(name: str, future: Future[Executed]) -> None:
            try:
                future.set_result(self(name))
            except Exception as error:
                text = f"{shown(self._docs / name)}:1: this laboratory can't be executed: {error}"
                future.set_exception(SessiondocError(text))

        for each in futures.items():  # daemons, so that Ctrl-C need not wait for them; their kernels end with us
            threading.Thread(target=settle, args=each, daemon=True).start()
        return {name: future.result() for name, future in futures.items()}

    def _execute(self, path: Path, digest: str, found: Mapping[str, Path]) -> Executed:
        """Execute one in a copy of what was `found`, by this environment's Python and none of the builder's variables.

        Execution ends at the first cell that fails; `problem` names the line, the cell and what failed there.
        """
        from jupyter_client.kernelspec import KernelSpecManager
        from jupyter_client.manager import AsyncKernelManager
        from nbclient import NotebookClient

        from ..playing.sandbox import environment as bare

        notebook, download = read(path), as_notebook(path)
        problem = mistake(path, notebook)
        if problem:
            return Executed(digest, notebook, download, problem=problem)
        seconds = measuring = 0.0
        started = datetime.now(UTC).isoformat(timespec="milliseconds")
        with tempfile.TemporaryDirectory() as scratch, ExitStack() as kernel:
            folder = Path(scratch, "labs")
            environment = bare() | {
                **dict.fromkeys(("HOME", "IPYTHONDIR", "JUPYTER_CONFIG_DIR", "MPLCONFIGDIR", "TMPDIR"), scratch),
                "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.defpath]),
            }
            for below, file in found.items():
                (folder / below).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(file, folder / below)
            manager = AsyncKernelManager(
                transport="ipc",
                connection_file=f"{scratch}/kernel.json",
                kernel_spec_manager=KernelSpecManager(kernel_dirs=[]),  # this Python, not one that a person installed
            )
            client = NotebookClient(notebook, manager, timeout=CELL_SECONDS, shutdown_kernel="immediate")
            measure = [number for number, cell in enumerate(notebook.cells) if "alone" in cell.metadata.get("tags", [])]
            first, last = (measure[0], measure[-1]) if measure else (-2, -2)
            turns = {first: self._gate.alone, last + 1: self._gate.beside}
            with ExitStack() as turn:
                turn.enter_context(self._gate.beside())
                kernel.enter_context(client.setup_kernel(cleanup_kc=True, cwd=str(folder), env=environment))
                for number, cell in enumerate(notebook.cells):
                    if number in turns:
                        turn.close()
                        turn.enter_context(turns[number]())
                    began = time.monotonic()  # to be let in takes no time of it
                    try:
                        client.execute_cell(cell, number)
                    except Exception as error:
                        problem = _failure(path, len(notebook.cells), number, cell, error)
                    taken = time.monotonic() - began
                    seconds, measuring = seconds + taken, measuring + taken * (first <= number <= last)
                    if problem:
                        break
        return Executed(digest, notebook, download, started, seconds, measuring, problem)


def _failure(path: Path, cells: int, number: int, cell: Any, error: Exception) -> Problem:
    """Where a laboratory failed, and what is to be said of it."""
    text = path.read_text(encoding="utf-8")
    begin = begins(text, cells)[number]
    source = cell.source.lstrip("\n")  # as IPython counts its lines
    line = text.count("\n", 0, max(begin, text.find(source, begin) - 1)) + 1
    traceback = plain(str(error)).strip()
    name, value = getattr(error, "ename", type(error).__name__), getattr(error, "evalue", traceback.partition("\n")[0])
    said = f"cell {number + 1}: {name}: {value}"
    if hasattr(error, "ename") and name != "AssertionError":  # a claim says all that is to be said
        said += "\n" + "\n".join(traceback.splitlines()[-12:])
    at = re.search(rf"Cell In\[{cell.execution_count}\], line (\d+)", traceback)
    return Problem(shown(path), line + (int(at[1]) if at else 0), said)
