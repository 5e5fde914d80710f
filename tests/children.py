"""Programs that tests start: with the signals of a person's shell, and nothing of them left in the end."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Iterator

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
