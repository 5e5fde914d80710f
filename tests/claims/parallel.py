"""Claims of docs/parallel/*.md which their sessions' stated lines can't enforce."""

import re

from claims import claim, replace

STOPS = "两个线程停下来等了几次"
COSTS = "启动要多少 CPU 时间，一起算停下来等几次"


def numbers(transcript, pattern: str) -> list[float]:
    """What the pattern's group found, line by line."""
    return [float(found) for found in re.findall(pattern, "\n".join(transcript.output()))]


@claim("parallel/free_threading.md", 1, doctor=replace(STOPS, r"大约 \d+ 次", "大约 0 次"))
def two_threads_wait_for_each_other_with_the_gil(sessions):
    """Being taken off a core by the system is not counted, so that a busy machine changes nothing."""
    with_gil, without = numbers(sessions[STOPS], r"大约 (\d+) 次")
    assert with_gil >= 30 > without


@claim("parallel/interpreters.md", 1, doctor=replace(COSTS, r"interpreter：[\d.]+ 毫秒", "interpreter：1000.00 毫秒"))
def an_interpreter_costs_more_than_a_thread_and_less_than_a_spawned_process(sessions):
    """In CPU time, which a busy machine does not change much."""
    thread, interpreter, fork, spawn = numbers(sessions[COSTS], r"：([\d.]+) 毫秒")
    assert thread * 30 < interpreter
    assert fork < interpreter
    assert interpreter * 2 < spawn


@claim("parallel/interpreters.md", 2, doctor=replace(COSTS, r"大约 \d+ 次", "大约 0 次"))
def two_threads_wait_for_each_other_two_interpreters_do_not(sessions):
    """As for the two threads of the page before."""
    threads, interpreters = numbers(sessions[COSTS], r"大约 (\d+) 次")
    assert threads >= 30 > interpreters
