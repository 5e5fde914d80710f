"""Claims of the pages of docs/processes/ on signals, executors, pools and other programs."""

import re
from dataclasses import replace as with_changes

from claims import claim, replace

LINES = "一行一行地收到"


def all_at_once(sessions):
    """The run as if its lines had come together, at the end."""
    events = sessions[LINES].events
    together = tuple(with_changes(event, at=events[-1].at) for event in events)
    return {**sessions, LINES: with_changes(sessions[LINES], events=together)}


@claim("processes/subprocess.md", 1, doctor=all_at_once)
def lines_come_while_the_program_runs(sessions):
    """The first line is there well before the third, between which the program works for 0.6 seconds."""
    first, _, third = (event.at for event in sessions[LINES].events if "步做完了" in event.text)
    assert third - first > 0.1


@claim("processes/signals.md", 1, doctor=replace("sleep 不醒", r"过了 [\d.]+", "过了 0.0"))
def sleep_goes_on_after_the_handler(sessions):
    """The signal comes half a second into a sleep of two, and the sleep does not end with it."""
    [late] = [re.search(r"过了 ([\d.]+) 秒", line)[1] for line in sessions["sleep 不醒"].output()]
    assert float(late) > 0.5


BEFORE = "主进程自己算了多久"


@claim("processes/executor.md", 1, doctor=replace(BEFORE, r"(用进程池，724 种，自己算了) 0[\d.]+", r"\1 99"))
def a_pool_takes_the_work_off_the_main_process(sessions):
    """With a pool the main process uses less than half of the CPU time that it uses without."""
    without, with_pool = (float(re.search(r"([\d.]+) 秒", line)[1]) for line in sessions[BEFORE].output())
    assert with_pool < without / 2
