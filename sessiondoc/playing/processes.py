"""The processes that this one has started, as /proc shows them."""

import os
import select
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple


class Process(NamedTuple):
    """A process as /proc shows it."""

    pid: int
    state: str
    parent: int
    group: int
    session: int


def descendants() -> list[Process]:
    """The processes that this one has started, and that they have."""
    everyone, found = [], [os.getpid()]
    for path in Path("/proc").glob("[1-9]*/stat"):
        with suppress(OSError):
            state, *numbers = path.read_bytes().rpartition(b") ")[2].split()[:4]
            everyone.append(Process(int(path.parent.name), state.decode(), *map(int, numbers)))
    for parent in found:  # grows while it is read
        found += [each.pid for each in everyone if each.parent == parent]
    return [each for each in everyone if each.pid in found[1:]]


def wait_for_end(pid: int, seconds: float) -> None:
    """Until a process has ended, at most so many seconds."""
    with suppress(ProcessLookupError):
        ended = os.pidfd_open(pid)
        select.select([ended], [], [], seconds)
        os.close(ended)
