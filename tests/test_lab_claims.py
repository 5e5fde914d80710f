"""Every claim of every laboratory can fail: figures that say the opposite make it fail."""

import ast
import copy
import json
import sys

import jupytext
import pytest
from conftest import DOCS, ROOT

LABS = DOCS / "labs"
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


def run(name, figures):
    """What a lab claims of these figures: (text, holds) in order. Nothing is measured."""
    from helpers import bench

    claims, namespace = [], {"__name__": "__main__"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bench, "conclude", lambda *some: claims.extend(some))
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


def swap(one, other, *path):
    """Exchanges two entries of the dict at path."""

    def doctor(figures):
        for step in path:
            figures = figures[step]
        figures[one], figures[other] = figures[other], figures[one]

    return doctor


def waiting_in_turn(kind):
    """Eight workers wait no faster than one."""

    def doctor(measured):
        times = measured["figures"]["wait"][kind]
        times[:] = [times[0]] * len(times)

    return doctor


def waiting_uses_the_cpu(measured):
    for each in measured["figures"]["wait"]["thread"]:
        each["cpu"] = each["seconds"]


def processes_start_like_threads(measured):
    start = measured["figures"]["start"]
    start.update(dict.fromkeys(start, start["thread"]))


def one_update_too_many(measured):
    measured["figures"]["forms"]["加锁"][0]["kept"][0] = 1.00001


def nothing_is_lost(measured):
    for each in measured["figures"]["forms"]["g = plus_one(g)"]:
        each["kept"] = [1] * len(each["kept"])


def switching_more_loses_more(measured):
    cells = measured["figures"]["forms"]["g = plus_one(g)"]
    cells[1]["kept"] = [1 - (1 - share) / 10 for share in cells[-1]["kept"]]


def the_lock_loses_one_update(measured):
    measured["figures"]["forms"]["加锁"][-1]["kept"][-1] = 1 - 1 / 40_000


def the_lock_costs_nothing(measured):
    measured["costs"]["加锁"] = measured["costs"]["g = plus_one(g)"]


def sizes_reversed(measured):
    for cells in measured["figures"].values():
        seconds = [each["seconds"] for each in cells]
        for each, other in zip(cells, reversed(seconds), strict=True):
            each["seconds"] = other


def every_byte_costs(measured):
    for cells in measured["figures"].values():
        for each in cells:
            each["seconds"] = cells[0]["seconds"] * each["size"]


def same_time(one, other):
    """Messages take as long by one way as by another."""

    def doctor(measured):
        measured["figures"][one] = copy.deepcopy(measured["figures"][other])

    return doctor


CASES = [
    ("workers", swap("thread", "process", "figures", "together"), ["两个线程同时", "两个进程同时"]),
    ("workers", waiting_in_turn("thread"), ["线程做等待"]),
    ("workers", waiting_in_turn("process"), ["进程做等待"]),
    ("workers", waiting_uses_the_cpu, ["等待几乎不用 CPU"]),
    ("workers", processes_start_like_threads, ["启动一个进程的时间", "spawn 的时间是 fork 的"]),
    ("workers", swap("fork", "spawn", "figures", "start"), ["spawn 的时间是 fork 的"]),
    ("updates", one_update_too_many, ["没有一遍多出来"]),
    (
        "updates",
        swap("g += 1", "g = plus_one(g)", "figures", "forms"),
        ["一次更新也没有丢，这是", "丢了更新", "丢得最多的"],
    ),
    ("updates", nothing_is_lost, ["丢了更新", "丢得最多的", "平均丢掉的比例"]),
    ("updates", switching_more_loses_more, ["平均丢掉的比例"]),
    ("updates", the_lock_loses_one_update, ["加锁：80 遍里一次更新也没有丢"]),
    ("updates", swap("加锁", "g = plus_one(g)", "figures", "forms"), ["加锁：80 遍里一次更新也没有丢", "丢了更新"]),
    ("updates", the_lock_costs_nothing, ["一个线程：", "两个线程一起："]),
    ("updates", swap("加锁", "g = plus_one(g)", "costs"), ["一个线程：", "两个线程一起："]),
    ("messages", sizes_reversed, ["multiprocessing.Queue：一百万", "multiprocessing.Pipe：一百万", "TCP：一百万"]),
    ("messages", every_byte_costs, ["小消息：从 1 到", "queue.Queue：一百万", "TCP：一百万", "UDP："]),
    (
        "messages",
        swap("queue.Queue", "multiprocessing.Queue", "figures"),
        ["小消息：multiprocessing.Queue 的时间是 queue.Queue", "一百万字节：multiprocessing.Queue"],
    ),
    ("messages", same_time("multiprocessing.Queue", "queue.Queue"), ["multiprocessing.Queue：一百万"]),
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


@pytest.mark.parametrize(("name", "doctor", "expected"), CASES)
def test_the_opposite_does_not(name, doctor, expected, measured):
    false = [text for text, holds in doctored(name, doctor, measured) if not holds]
    assert [each for each in expected if not any(each in text for text in false)] == [], false


@pytest.mark.parametrize("name", NAMES)
def test_every_claim_can_fail(name, measured):
    plays = [doctored(name, doctor, measured) for lab, doctor, _ in CASES if lab == name]
    always = [play[0][0] for play in zip(*plays, strict=True) if all(holds for _, holds in play)]
    assert always == []


def test_a_false_claim_stops_the_lab():
    from helpers.bench import conclude

    conclude(("真的", True))
    with pytest.raises(AssertionError, match="假的"):
        conclude(("真的", True), ("假的", False))


@pytest.mark.parametrize("path", sorted(LABS.rglob("*.py")), ids=lambda path: path.relative_to(LABS).as_posix())
def test_labs_need_only_matplotlib(path):
    allowed = sys.stdlib_module_names | {"matplotlib", "helpers"}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            assert {each.name.partition(".")[0] for each in node.names} <= allowed
        elif isinstance(node, ast.ImportFrom):
            assert node.module.partition(".")[0] in allowed
