"""Claims of docs/threads/*.md which their sessions' stated lines can't enforce."""

import re
from collections import defaultdict

from claims import claim, every, replace

SING_DANCE = "一边唱歌，一边跳舞"
GLUED = "不缓冲时，2400 行里坏了几行"
STOP = "用 Event 请线程停下"
POOL = "两个歌手，三首歌"
NO_LOCK = "没有锁：多半会丢"
PLUS_EQUALS = "没有锁的 +=，带 GIL，Python 3.9"
WITHOUT_GIL = "没有锁的 +=，不带 GIL"
SAME_ORDER = "都先拿 A，再拿 B"
READ_THEN_WRITE = "先读再写，带 GIL"
WITHOUT_GIL_STEPS = "一步的和几步的，不带 GIL"
TWO_SLOTS = "六个线程，两个位子"


@claim("threads/start.md", 1, doctor=replace(SING_DANCE, r"第 1 句", "第 4 句"))
def each_thread_prints_in_its_own_order(sessions):
    """A thread's own lines come first, second, third."""
    numbers = defaultdict(list)
    for line in sessions[SING_DANCE].output("终端"):
        if found := re.match(r"(\w+)：.*第 (\d) [句步]$", line):
            numbers[found[1]].append(int(found[2]))
    assert numbers == {"sing": [1, 2, 3], "dance": [1, 2, 3]}


@claim("threads/start.md", 2, doctor=replace(GLUED, r"坏的有 [1-9]\d* 行", "坏的有 0 行"))
def without_a_buffer_some_lines_are_broken(sessions):
    """Eight threads that print 300 lines each, a text and its line end apart."""
    [broken] = re.findall(r"坏的有 (\d+) 行", sessions[GLUED].output()[0])
    assert int(broken) > 0


@claim("threads/stop.md", 1, doctor=replace(STOP, r"唱了 \d+ 句", "唱了 99 句"))
def the_count_is_what_was_sung(sessions):
    """The number reported at the end is that of the lines sung, counted one by one."""
    lines = sessions[STOP].output()
    sung = [int(found[1]) for line in lines if (found := re.match(r"sing：唱第 (\d+) 句", line))]
    [reported] = [int(found[1]) for line in lines if (found := re.match(r"sing：唱了 (\d+) 句", line))]
    assert sung == list(range(1, reported + 1))


@claim("threads/result.md", 1, doctor=replace(POOL, r"歌手_\d+：开始唱《送别》", "歌手_2：开始唱《送别》"))
def two_singers_and_no_more(sessions):
    """The pool's threads are numbered from 0, and there are at most two."""
    singers = re.findall(r"(歌手_\d+)：开始唱", "\n".join(sessions[POOL].output("终端")))
    assert len(singers) == 3
    assert set(singers) <= {"歌手_0", "歌手_1"}


@claim("threads/result.md", 2, doctor=replace(POOL, r"得知《茉莉花》", "得知《送别》"))
def results_come_in_the_order_of_the_songs(sessions):
    """Pool.map gives results in the order of its input."""
    songs = re.findall(r"得知《(.+)》", "\n".join(sessions[POOL].output("终端")))
    assert songs == ["茉莉花", "小星星", "送别"]


@claim("threads/lock.md", 1, doctor=replace(NO_LOCK, r"实得 \d+", "实得 2000001"))
def without_a_lock_never_more(sessions):
    """Updates are lost or none is: there are never more than were made."""
    assert 0 < counted(sessions[NO_LOCK]) <= 2_000_000


@claim("threads/gil.md", 1, doctor=replace(WITHOUT_GIL, r"实得 \d+", "实得 2000000"))
def plus_equals_loses_without_the_gil(sessions):
    """Two threads that really add at the same time lose some of it: in one run of twenty at least."""
    assert 0 < min(map(counted, every(sessions, WITHOUT_GIL))) < 2_000_000


@claim("threads/gil.md", 2, doctor=replace(PLUS_EQUALS, r"实得 \d+", "实得 2000000"))
def plus_equals_loses_some(sessions):
    """On Python 3.9 updates are lost by `+=` too."""
    assert 0 < min(map(counted, every(sessions, PLUS_EQUALS))) < 2_000_000


@claim("threads/deadlock.md", 1, doctor=replace(SAME_ORDER, "^甲：拿到第一把", "乙：拿到第一把"))
def whoever_has_the_first_lock_gets_the_second_and_the_other_begins_afterwards(sessions):
    """The two lines of a thread stand together, the first before the second."""
    lines = sessions[SAME_ORDER].output("终端")[:-1]
    names = [line.partition("：")[0] for line in lines]
    assert names in (["甲", "甲", "乙", "乙"], ["乙", "乙", "甲", "甲"])
    assert [line.partition("：")[2] for line in lines] == ["拿到第一把，等第二把", "两把都拿到了"] * 2


@claim("threads/atomic.md", 1, doctor=replace(READ_THEN_WRITE, r"get 得 \d+", "get 得 1000000"))
def what_is_read_by_a_call_and_then_written_loses_with_the_gil_too(sessions):
    """In one run of five at least, and never more than was made."""
    gets = [int(re.search(r"get 得 (\d+)$", each.output()[-1])[1]) for each in every(sessions, READ_THEN_WRITE)]
    assert 1000 < min(gets) < 1_000_000
    assert max(gets) <= 1_000_000


@claim("threads/atomic.md", 2, doctor=replace(WITHOUT_GIL_STEPS, r"\+= 得 \d+", "+= 得 1000001"))
def adding_without_the_gil_only_loses(sessions):
    """How many are lost is the scheduler's choice, none where the threads happen to take turns; never is one added."""
    plus, get = map(int, re.findall(r"得 (\d+)", sessions[WITHOUT_GIL_STEPS].output()[-1]))
    assert 1000 < plus <= 1_000_000
    assert 1000 < get <= 1_000_000


@claim("threads/semaphore.md", 1, doctor=replace(TWO_SLOTS, "查完$", "开始查"))
def never_more_than_two_are_inside(sessions):
    """A line is printed when one begins and when one is done: of those that have begun, two at most are not done."""
    inside, most = 0, 0
    for line in sessions[TWO_SLOTS].output("终端"):
        inside += line.endswith("开始查") - line.endswith("查完")
        most = max(most, inside)
    assert (inside, most) == (0, 2)


def counted(transcript):
    """The number that a program of two million additions came to."""
    [line] = transcript.output()
    return int(re.fullmatch(r"main：应得 2000000，实得 (\d+)", line)[1])
