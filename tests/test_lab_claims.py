"""Every claim of every laboratory can fail: figures that say the opposite make it fail."""

import ast
import copy
import json
import re
import sys
import time

import jupytext
import pytest
from conftest import DOCS, ROOT

LABS = DOCS / "labs"
UNSTABLE = """\
import json
import time

time.sleep(0.15)
print(json.dumps({"seconds": {"a": [2 ** (time.time() % 100)]}, "kept": {"a": [1, 0]}}))
"""
NAMES = sorted(path.stem for path in LABS.glob("*.py"))


def cells(name):
    """A lab's code cells, each with whether it measures."""
    notebook = jupytext.read(LABS / f"{name}.py", fmt="py:percent")
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return [(cell.source, "alone" in cell.metadata.get("tags", [])) for cell in code]


def names_assigned(source):
    """The names that a cell gives a value to, at its top level."""
    body = ast.parse(source).body
    return {target.id for node in body if isinstance(node, ast.Assign) for target in node.targets}


@pytest.fixture(scope="module", autouse=True)
def labs_on_path():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(LABS)
        patch.chdir(LABS)
        yield
    for name in [name for name in sys.modules if name.split(".")[0] == "helpers"]:
        del sys.modules[name]


def run(name, figures, show=print):
    """What a lab claims of these figures: (text, holds) in order. Nothing is measured."""
    from helpers import bench

    claims, namespace = [], {"__name__": "__main__"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bench, "conclude", lambda *some: claims.extend(some))
        patch.setattr(bench, "show", show)
        for source, measures in cells(name):
            if measures:
                namespace |= {each: copy.deepcopy(figures[each]) for each in names_assigned(source)}
            else:
                exec(compile(source, f"{name}.py", "exec"), namespace)
    return claims


@pytest.fixture(scope="module")
def measured():
    """What each lab measured once, on two cores. (That claims hold here and now, the labs themselves check.)"""
    return json.loads((ROOT / "tests" / "lab_figures.json").read_text(encoding="utf-8"))


def renamed(group, one, other):
    """Exchanges one word for another in the names of a group, and the other for the one."""

    def doctor(measured):
        swap = {one: other, other: one}
        numbers = measured["figures"][group]
        measured["figures"][group] = {
            re.sub(rf"({re.escape(one)}|{re.escape(other)})(?!\w)", lambda found: swap[found[0]], name): some
            for name, some in numbers.items()
        }

    return doctor


def same(one, other):
    """All times of one are those of another."""

    def doctor(measured):
        seconds = measured["figures"]["seconds"]
        seconds.update({name: seconds[name.replace(one, other)] for name in seconds if one in name})

    return doctor


def waiting_in_turn(kind):
    """Eight workers wait no faster than one."""
    return same(f"wait {kind} 8", f"wait {kind} 1")


def waiting_uses_the_cpu(measured):
    used = measured["figures"]["used"]
    used["wait thread 8"] = [1] * len(used["wait thread 8"])


def processes_start_like_threads(measured):
    seconds = measured["figures"]["seconds"]
    seconds.update({name: seconds["start thread"] for name in seconds if name.startswith("start ")})


def one_update_too_many(measured):
    measured["figures"]["kept"]["加锁 5000"][0] = 1.00001


def nothing_is_lost(measured):
    for name, shares in measured["figures"]["kept"].items():
        if name.startswith("g = plus_one(g)"):
            shares[:] = [1] * len(shares)


def switching_more_loses_more(measured):
    kept = measured["figures"]["kept"]
    kept["g = plus_one(g) 500"] = [1 - (1 - share) / 40 for share in kept["g = plus_one(g) 5"]]


def the_lock_loses_one_update(measured):
    measured["figures"]["kept"]["加锁 5"][-1] = 1 - 1 / 40_000


def sizes_reversed(measured):
    seconds = measured["figures"]["seconds"]
    for way in {name.rpartition(" ")[0] for name in seconds}:
        names = [name for name in seconds if name.rpartition(" ")[0] == way]
        seconds.update(zip(names, [seconds[name] for name in reversed(names)], strict=True))


def every_byte_costs(measured):
    seconds = measured["figures"]["seconds"]
    for name, times in seconds.items():
        way, _, size = name.rpartition(" ")
        times[:] = [least * int(size) for least in seconds[f"{way} 1"]]


def exchanged(one, other):
    """The times of one are those of the other, and the other way round."""

    def doctor(measured):
        seconds = measured["figures"]["seconds"]
        seconds[one], seconds[other] = seconds[other], seconds[one]

    return doctor


def all_of_the_stack_is_used(measured):
    measured["figures"]["resident"]["thread 500"] = measured["figures"]["virtual"]["thread 500"]


def silence_costs(measured):
    seconds = measured["figures"]["seconds"]
    seconds["one epoll 500"] = [10 * time for time in seconds["one epoll 50"]]


def the_last_waits_long(measured):
    measured["figures"]["seconds"]["last epoll 500"] = [1.5]


CASES = [
    (
        "workers",
        renamed("together", "thread", "process"),
        ["计算，只有几个进程能同时", "两个线程同时", "两个进程同时"],
    ),
    ("workers", waiting_in_turn("thread"), ["等待，线程和进程都会快", "线程做等待"]),
    ("workers", waiting_in_turn("process"), ["等待，线程和进程都会快", "进程做等待"]),
    ("workers", waiting_uses_the_cpu, ["等待几乎不用 CPU"]),
    ("workers", processes_start_like_threads, ["启动一个进程的时间", "spawn 的时间是 fork 的"]),
    ("workers", renamed("seconds", "start fork", "start spawn"), ["spawn 的时间是 fork 的"]),
    ("updates", one_update_too_many, ["没有一遍多出来"]),
    (
        "updates",
        renamed("kept", "g += 1", "g = plus_one(g)"),
        ["g = plus_one(g) 会丢", "一次更新也没有丢，这是", "丢了更新", "丢得最多的"],
    ),
    ("updates", nothing_is_lost, ["g = plus_one(g) 会丢", "丢了更新", "丢得最多的", "平均丢掉的比例"]),
    ("updates", switching_more_loses_more, ["平均丢掉的比例"]),
    ("updates", the_lock_loses_one_update, ["加了锁，一次也不丢", "遍里一次更新也没有丢（"]),
    (
        "updates",
        renamed("kept", "加锁", "g = plus_one(g)"),
        ["加了锁，一次也不丢", "遍里一次更新也没有丢（", "丢了更新"],
    ),
    ("updates", same("加锁", "g = plus_one(g)"), ["一个线程：", "两个线程一起："]),
    ("updates", renamed("seconds", "加锁", "g = plus_one(g)"), ["一个线程：", "两个线程一起："]),
    (
        "messages",
        sizes_reversed,
        ["线程之间只传引用", "multiprocessing.Queue：一百万", "multiprocessing.Pipe：一百万", "TCP：一百万"],
    ),
    (
        "messages",
        every_byte_costs,
        ["线程之间只传引用", "小消息：从 1 到", "queue.Queue：一百万", "TCP：一百万", "UDP："],
    ),
    (
        "messages",
        renamed("seconds", "queue.Queue", "multiprocessing.Queue"),
        [
            "线程之间只传引用",
            "小消息：multiprocessing.Queue 的时间是 queue.Queue",
            "一百万字节：multiprocessing.Queue",
        ],
    ),
    ("messages", same("multiprocessing.Queue", "queue.Queue"), ["multiprocessing.Queue：一百万"]),
    *(
        ("kinds", same(f"wait {kind} {way}", f"wait {kind} alone"), ["等待，哪一种", f"{said}做等待"])
        for kind, way, said in (
            ("gil", "thread", "带 GIL 的线程"),
            ("gil", "process", "进程"),
            ("gil", "asyncio", "asyncio "),
            ("free", "thread", "没有 GIL 的线程"),
        )
    ),
    (
        "kinds",
        renamed("together", "gil process", "gil thread"),
        ["等待，哪一种", "进程做计算", "带 GIL 的线程做计算"],
    ),
    (
        "kinds",
        renamed("together", "gil asyncio", "free thread"),
        ["等待，哪一种", "asyncio 做计算", "没有 GIL 的线程做计算"],
    ),
    ("kinds", exchanged("many thread", "many asyncio"), ["一起等 500 个"]),
    ("costs", exchanged("lock", "lock waited"), ["锁贵在等"]),
    ("costs", exchanged("Queue", "SimpleQueue"), ["两种队列不一样"]),
    ("costs", exchanged("coroutine", "task"), ["协程便宜"]),
    ("costs", exchanged("thread", "task"), ["从便宜到贵", "线程比 asyncio 任务贵"]),
    ("costs", exchanged("thread", "thread task"), ["池里现成的"]),
    ("costs", exchanged("process", "process task"), ["从便宜到贵", "池里现成的"]),
    ("costs", exchanged("process", "thread"), ["从便宜到贵", "进程最贵"]),
    ("costs", exchanged("process task", "thread task"), ["进程最贵"]),
    ("costs", exchanged("process", "lock"), ["从便宜到贵", "一个进程的时间，够拿"]),
    ("clients", renamed("resident", "thread", "asyncio"), ["哪一种都服务得过来", "线程用得最多"]),
    ("clients", renamed("resident", "asyncio", "epoll"), ["自己写 selectors 用得最少"]),
    ("clients", all_of_the_stack_is_used, ["哪一种都服务得过来", "线程的栈多半只是地址"]),
    ("clients", the_last_waits_long, ["哪一种都服务得过来", "哪一种的最后一个都等不到 1 秒"]),
    (
        "clients",
        renamed("seconds", "all asyncio", "all epoll"),
        ["哪一种都服务得过来", "一起问，asyncio 回答一次用的 CPU 是 epoll"],
    ),
    ("clients", renamed("seconds", "last asyncio", "last epoll"), ["比 epoll 的等得久"]),
    ("clients", renamed("seconds", "one asyncio", "one thread"), ["只有一个在问，asyncio"]),
    ("clients", silence_costs, ["连着不说话的几乎不花 CPU"]),
    ("clients", renamed("seconds", "one select", "one epoll"), ["select 不一样"]),
]


def doctored(name, doctor, measured):
    figures = copy.deepcopy(measured[name])
    doctor(figures)
    return run(name, figures)


@pytest.mark.parametrize("name", NAMES)
def test_what_was_measured_holds(name, measured):
    claims = run(name, measured[name])
    assert claims
    assert [text for text, holds in claims if not holds] == []


@pytest.mark.parametrize("name", NAMES)
def test_its_tables_show_the_spread(name, measured):
    """Of these figures: of those of a quiet machine, many are the same in the unit of the table."""
    from helpers.chart import Chart

    shown = []
    run(name, measured[name], shown.append)
    assert sum(bool(small) for each in shown if isinstance(each, Chart) for row in each.rows for _, small in row) > 3


def test_what_is_the_same_is_written_once():
    from helpers.chart import spread

    assert spread([0.0104, 0.0106, 0.0112], lambda time: f"{time * 1e3:.0f}") == ("10", "11–11")
    assert spread([0.0104, 0.0103, 0.0102], lambda time: f"{time * 1e3:.0f}") == ("10", "")


@pytest.mark.parametrize(("name", "doctor", "expected"), CASES)
def test_the_opposite_does_not(name, doctor, expected, measured):
    false = [text for text, holds in doctored(name, doctor, measured) if not holds]
    assert [each for each in expected if not any(each in text for text in false)] == [], false


@pytest.mark.parametrize("name", NAMES)
def test_every_claim_can_fail(name, measured):
    plays = [doctored(name, doctor, measured) for lab, doctor, _ in CASES if lab == name]
    always = [play[0][0] for play in zip(*plays, strict=True) if all(holds for _, holds in play)]
    assert always == []


def without_free_threads(figures):
    """As on a machine that has no Python without the GIL."""
    figures["free"] = ""
    for group in ("seconds", "together"):
        figures[group] = {name: some for name, some in figures[group].items() if "free" not in name}


def with_one_core(figures):
    """As where no two tasks are ever executed at once."""
    figures["cores"] = 1
    figures["together"] = {way: [[0, [[0, 20]], [[20, 40]]]] for way in figures["together"]}


@pytest.mark.parametrize(
    ("doctor", "missing"),
    [(without_free_threads, "没有 GIL 的线程"), (with_one_core, "真的同时在算")],
)
def test_kinds_says_nothing_of_what_is_not_there(doctor, missing, measured):
    claims = doctored("kinds", lambda measured: doctor(measured["figures"]), measured)
    assert [text for text, holds in claims if not holds or missing in text] == []
    assert any("asyncio 做计算" in text for text, _ in claims)


def test_a_false_claim_stops_the_lab():
    from helpers.bench import conclude

    conclude(("真的", True))
    with pytest.raises(AssertionError, match="假的"):
        conclude(("真的", True), ("假的", False))


@pytest.mark.parametrize(
    ("times", "expected"),
    [([1, 1.05, 1.09, 7], True), ([1, 1, 1.1], False), ([1, 1], False)],
)
def test_a_time_is_stable_if_the_fastest_three_are_close(times, expected):
    from helpers import bench

    assert bench.stable(times) is expected


@pytest.mark.parametrize(
    ("program", "passes"),
    [('print(\'{"seconds": {"a": [1], "b": [2]}, "kept": {"a": [1, 0]}}\')', 3), (UNSTABLE, 12)],
    ids=["as soon as all are stable", "or when another pass would take too long"],
)
def test_passes_end(tmp_path, monkeypatch, program, passes):
    from helpers import bench

    (tmp_path / "program.py").write_text(program)
    monkeypatch.setattr(bench, "HELPERS", tmp_path)
    monkeypatch.setattr(bench, "LIMIT", 1.5)
    start = time.monotonic()
    found = bench.passes("program.py")
    assert time.monotonic() - start < 1.5 + 0.5
    assert all(times == sorted(times) for times in found["seconds"].values())
    count = len(found["seconds"]["a"])
    assert count == passes if passes == 3 else 1 <= count <= passes
    assert len(found["kept"]["a"]) == 2 * count


@pytest.mark.parametrize("path", sorted(LABS.rglob("*.py")), ids=lambda path: path.relative_to(LABS).as_posix())
def test_labs_need_only_matplotlib(path):
    allowed = sys.stdlib_module_names | {"matplotlib", "helpers"}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            assert {each.name.partition(".")[0] for each in node.names} <= allowed
        elif isinstance(node, ast.ImportFrom):
            assert node.module.partition(".")[0] in allowed
