"""Claims of docs/parallel/*.md which their sessions' stated lines can't enforce."""

import re

from claims import claim, every, replace

CORES = "两个线程用到几个核"
HALF = "转到一半，被看到了"


def numbers(transcript, pattern: str) -> list[float]:
    """What the pattern's group found, line by line."""
    return [float(found) for found in re.findall(pattern, "\n".join(transcript.output()))]


@claim("parallel/free_threading.md", 1, doctor=replace(CORES, r"用到 [\d.]+ 个核", "用到 1.0 个核"))
def two_threads_use_two_cores_only_without_the_gil(sessions):
    """With the GIL one of two threads waits, without it neither does; the time in the system's queue is left out."""
    with_gil, without = numbers(sessions[CORES], r"用到 ([\d.]+) 个核")
    assert with_gil < 1.8 <= without


@claim("parallel/free_threading.md", 2, doctor=replace(HALF, r"看到对不上，\d+ 次", "看到对不上，0 次"))
def a_half_is_seen_without_the_gil(sessions):
    """In one run of five at least."""
    assert max(numbers(run, r"看到对不上，(\d+) 次")[1] for run in every(sessions, HALF)) > 0
