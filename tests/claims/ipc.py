"""Claims of docs/ipc/*.md which their sessions' stated lines can't enforce."""

import re

from claims import claim, every, replace

TWO = "一个下载，一个处理"
FOUR = "两个生产者，两个消费者，两个哨兵"
LUCKY = "同一个程序，20 次"
WHERE = "写进文件，写进管道"
FULL = "满了等，满了丢"
UNLOCKED = "没有拿锁，10 次"
FRAMES = "管道和共享内存块"
SHARED = "不加锁，自己的类，锁没有放开"


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


@claim("ipc/manager.md", 1, doctor=replace(SHARED, r"实际是 \d+$", "实际是 200"))
def without_a_lock_some_are_lost(sessions):
    """Both add a hundred times at the same moment: in 80 runs, 8 of them on one core, 109 to 145 were left."""
    left = int(re.fullmatch(r"main：应该是 200 实际是 (\d+)", sessions[SHARED].output()[0])[1])
    assert 100 <= left < 200


def taken(sessions):
    """How many items the consumer took before it left, for each run."""
    outputs = [transcript.output() for transcript in every(sessions, LUCKY)]
    return [int(re.fullmatch(r"consumer：取了 (\d+) 件就走了", line)[1]) for [line] in outputs]


@claim("ipc/logging.md", 1, doctor=replace(WHERE, r"坏的有 [1-9]\d* 行", "坏的有 0 行"))
def long_lines_in_a_pipe_are_mixed(sessions):
    """Each is longer than a pipe is; the two runs before have no bad line, which their stated lines say."""
    *_, last = sessions[WHERE].output()
    assert int(re.fullmatch(r"40 行里，坏的有 (\d+) 行", last)[1]) > 0


@claim("ipc/logging.md", 2, doctor=replace(FULL, r"写下 \d+ 条", "写下 30 条"))
def a_full_queue_loses_records(sessions):
    """The writer takes a while for 30, the workers hardly any time; the queue has room for 5."""
    *_, last, _ = sessions[FULL].output()
    assert int(re.fullmatch(r"main：30 条里，写下 (\d+) 条", last)[1]) < 30


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
