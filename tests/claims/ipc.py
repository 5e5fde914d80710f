"""Claims of docs/ipc/*.md which their sessions' stated lines can't enforce."""

import re

from claims import claim, replace

TWO = "一个下载，一个处理"
FOUR = "两个生产者，两个消费者，两个哨兵"
LUCKY = "同一个程序，20 次"


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


@claim("ipc/queue.md", 3, doctor=replace(LUCKY, r"取了 \d", "取了 4"))
def it_leaves_after_one_or_two_or_three(sessions):
    """Never with more than were put."""
    [line] = sessions[LUCKY].output()
    assert re.fullmatch("consumer：取了 [123] 件就走了", line)
