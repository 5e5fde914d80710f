"""Claims of docs/ipc/*.md which their sessions' stated lines can't enforce."""

import re

from claims import claim, every, replace

TWO = "一个下载，一个处理"
FOUR = "两个生产者，两个消费者，两个哨兵"
LUCKY = "同一个程序，20 次"
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
