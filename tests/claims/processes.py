"""Claims of docs/processes/*.md which their sessions' stated lines can't enforce."""

import re
from collections import defaultdict
from dataclasses import replace as with_changes

from claims import claim, replace

TWO = "两个进程同时干活"
TEN = "十个任务，三个进程"


@claim("processes/start.md", 1, doctor=replace(TWO, r"进程 \d+", "进程 99999"))
def three_processes_with_three_pids(sessions):
    """main, sing and dance have a pid each, and no two of them the same."""
    pids = defaultdict(set)
    for line in sessions[TWO].output("终端"):
        actor, pid = re.match(r"(\w+)（进程 (\d+)）：", line).groups()
        pids[actor].add(pid)
    assert set(pids) == {"main", "sing", "dance"}
    assert all(len(of_one) == 1 for of_one in pids.values())
    assert len(set.union(*pids.values())) == 3


@claim("processes/start.md", 2, doctor=replace(TWO, r"第 1 (句|步)", r"第 9 \1"))
def each_process_prints_in_its_own_order(sessions):
    """A process's own lines come first, second, third."""
    numbers = defaultdict(list)
    for line in sessions[TWO].output("终端"):
        if found := re.match(r"(\w+)（.*第 (\d) [句步]$", line):
            numbers[found[1]].append(int(found[2]))
    assert numbers == {"sing": [1, 2, 3], "dance": [1, 2, 3]}


def one_process_a_task(sessions):
    """The run as if each task had had a process of its own."""
    events = tuple(
        with_changes(event, text=re.sub(r"进程 \d+(.*任务 (\d))", r"进程 9\2\1", event.text))
        for event in sessions[TEN].events
    )
    return {**sessions, TEN: with_changes(sessions[TEN], events=events)}


@claim("processes/pool.md", 1, doctor=one_process_a_task)
def ten_tasks_three_pids_at_most(sessions):
    """No more than three pids stand before the ten tasks' lines."""
    happenings = tasks(sessions[TEN])
    assert len(happenings) == 20
    assert 1 <= len({pid for pid, _, _ in happenings}) <= 3


@claim("processes/pool.md", 2, doctor=replace(TEN, "做完任务", "开始任务", count=1))
def a_worker_finishes_before_it_takes_the_next(sessions):
    """Each worker's lines alternate: a task begins, the same task is done."""
    lines = defaultdict(list)
    for pid, what, number in tasks(sessions[TEN]):
        lines[pid].append((what, number))
    for own in lines.values():
        assert [what for what, _ in own] == ["开始", "做完"] * (len(own) // 2)
        for begun, done in zip(own[::2], own[1::2], strict=True):
            assert begun[1] == done[1]


@claim("processes/pool.md", 3, doctor=replace("chunksize", r"500 个，用时 [\d.]+", "500 个，用时 99"))
def tasks_in_chunks_are_quicker(sessions):
    """Five thousand tiny tasks in ten messages take less than half the time of five thousand messages."""
    one, many = (float(re.search(r"([\d.]+) 秒", line)[1]) for line in sessions["chunksize"].output())
    assert many < one / 2


def tasks(transcript):
    """(pid, 开始 or 做完, task number) for every such line, as they came."""
    form = re.compile(r"进程 (\d+)：(开始|做完)任务 (\d+)")
    found = map(form.match, transcript.output("终端"))
    return [match.groups() for match in found if match]
