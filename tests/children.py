"""Programs that tests start: with the signals of a person's shell, and nothing of them left in the end."""

import contextlib
import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

# What a program begins with: a test run behind & ignores the first and the last, one by nohup the other.
USUAL = """import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
for number in (signal.SIGHUP, signal.SIGQUIT):
    signal.signal(number, signal.SIG_DFL)
"""


@contextlib.contextmanager
def ended(run: subprocess.Popen) -> Iterator[subprocess.Popen]:
    """Ends the program, which leads a group (start_new_session), with all that is in the group, whatever comes."""
    with run:
        try:
            yield run
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(run.pid, signal.SIGKILL)


def until(condition: Callable[[], object], seconds: float = 20) -> None:
    """Waits for a condition that another process brings about."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def of_sigint(pid: int, field: str) -> bool:
    """Whether SIGINT stands in a field of the process's status: SigIgn, ignored; SigCgt, caught (see proc(5))."""
    signals = re.search(rf"^{field}:\t(\w+)", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)[1]
    return bool(int(signals, 16) >> (signal.SIGINT - 1) & 1)
