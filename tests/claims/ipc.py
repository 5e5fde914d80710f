"""Claims of docs/ipc/*.md which their sessions' stated lines can't enforce."""

import re

from claims import claim, every, replace

TWO = "一个下载，一个处理"
FOUR = "两个生产者，两个消费者，两个哨兵"
LUCKY = "同一个程序，20 次"
UNLOCKED = "没有拿锁，10 次"
FRAMES = "管道和共享内存块"


@claim("ipc/queue.md", 1, doctor=replace(TWO, "^handle：取出 hello$", "handle：取出 123", count=1))
def each_is_put_before_it_is_taken_and_none_overtakes(sessions):
    """recv's and handle's lines have the data's order; each put stands before its get."""
    lines = sessions[TWO].output("终端")
    put = [line.removeprefix("recv：放进 ") for line in lines if line.startswith("recv：放进 ")]
    taken = [line.removeprefix("handle：取出 ") for line in lines if line.startswith("handle：取出 ")]
    assert put == taken == ["hello", "world", "123"]
    for data in put:
        assert lines.index(f"recv：放进 {data}") < lines.index(f"handle：取出 {data}")


@claim("ipc/queue.md", 2, doctor=replace(FOUR, "取出 1$", "取出 6", count=1))
def each_is_taken_once_in_its_producers_order_and_none_after_the_end(sessions):
    """Every number is taken once; a consumer takes 1, 2, 3 and 4, 5, 6 in order; its sentinel comes last."""
    lines = sessions[FOUR].output("终端")
    taken = []
    for name in ("甲", "乙"):
        *before, last = [line for line in lines if line.startswith(name)]
        assert last == f"{name}：收到哨兵，结束"
        numbers = [int(re.fullmatch(rf"{name}：取出 (\d)", line)[1]) for line in before]
        for producers in ([1, 2, 3], [4, 5, 6]):
            own = [number for number in numbers if number in producers]
            assert own == sorted(own)
        taken += numbers
    assert sorted(taken) == [1, 2, 3, 4, 5, 6]


@claim("ipc/queue_bounds.md", 1, doctor=replace(LUCKY, r"取了 \d", "取了 5"))
def it_leaves_after_at_least_one_and_never_more_than_were_put(sessions):
    """Four were put."""
    assert all(1 <= number <= 4 for number in taken(sessions))


@claim("ipc/queue_bounds.md", 2, doctor=replace(LUCKY, r"取了 \d", "取了 4"))
def not_all_runs_are_alike(sessions):
    """Twenty alike come once in some million times: about 40 % take 1, 45 % take 4, also 24 runs at once."""
    numbers = taken(sessions)
    assert len(numbers) == 20
    assert len(set(numbers)) > 1


def taken(sessions):
    """How many items the consumer took before it left, for each run."""
    outputs = [transcript.output() for transcript in every(sessions, LUCKY)]
    return [int(re.fullmatch(r"consumer：取了 (\d+) 件就走了", line)[1]) for [line] in outputs]


@claim("ipc/values.md", 1, doctor=replace(UNLOCKED, r"实得 \d+", "实得 100000"))
def updates_are_lost(sessions):
    """At least one of the ten runs has fewer than both processes added: here all do, also with both cores busy."""
    assert min(added(sessions)) < 100_000


@claim("ipc/values.md", 2, doctor=replace(UNLOCKED, r"实得 \d+", "实得 100001"))
def never_more_than_were_added(sessions):
    """Each write is one more than an earlier read: from 2 to 100,000."""
    assert all(2 <= number <= 100_000 for number in added(sessions))


def added(sessions):
    """What the counter of each run came to."""
    outputs = [transcript.output() for transcript in every(sessions, UNLOCKED)]
    return [int(re.fullmatch(r"main：应得 100000，实得 (\d+)", line)[1]) for [line] in outputs]


@claim("ipc/shared_memory.md", 1, doctor=replace(FRAMES, r"(共享内存块，最快的一张 )[\d.]+", r"\g<1>99"))
def a_block_is_quicker_than_a_pipe(sessions):
    """The quickest of fifty pictures of 1 MB takes less than half the time: a third to an eighth, both cores busy.

    (Of a sum, or of larger pictures, that is not so: whoever takes longer than a time slice waits for the others.)
    """
    pipe, block = (float(re.search(r" ([\d.]+) 毫秒", line)[1]) for line in sessions[FRAMES].output())
    assert block < pipe / 2
