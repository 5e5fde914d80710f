"""Claims of docs/ipc/pipe.md and connection.md which their sessions' stated lines can't enforce."""

from claims import claim, replace

EACH = "三根管道，一起等"


@claim("ipc/pipe.md", 1, doctor=replace(EACH, "^main：甲 交来第 1 件$", "main：甲 交来第 2 件", count=1))
def what_one_worker_sends_comes_in_its_order(sessions):
    """First the first, and that it left comes last."""
    lines = sessions[EACH].output()
    for name, sent in (
        ("甲", ["交来第 1 件", "交来第 2 件"]),
        ("乙", ["交来第 1 件"]),
        ("丙", ["交来第 1 件", "交来第 2 件"]),
    ):
        *items, last = [line.removeprefix(f"main：{name} ") for line in lines if line.startswith(f"main：{name} ")]
        assert items == sent
        assert last.startswith("走了")
