"""一个工人一根管道，谁的先来就先收谁的；工人没了也知道。

运行：python one_each.py
"""

import multiprocessing
import os
from multiprocessing.connection import wait

SECONDS = 10  # 一直没有东西来，最多等几秒


def work(name, writer):
    with writer:
        writer.send("第 1 件")
        if name == "乙":
            os._exit(3)  # 模拟突然没了
        writer.send("第 2 件")


def start(name):
    context = multiprocessing.get_context("spawn")
    reader, writer = context.Pipe(duplex=False)
    p = context.Process(
        target=work, args=(name, writer), name=name, daemon=True
    )
    with writer:
        p.start()
    return reader, p


def main():
    workers = dict(start(name) for name in ("甲", "乙", "丙"))
    while workers:
        ready = wait(list(workers), timeout=SECONDS)
        if not ready:
            raise TimeoutError(f"{SECONDS} 秒没有东西来")
        for reader in ready:
            p = workers[reader]
            try:
                item = reader.recv()
            except (EOFError, OSError):
                del workers[reader]
                reader.close()
                p.join()
                print(f"main：{p.name} 走了，退出状态 {p.exitcode}")
            else:
                print(f"main：{p.name} 交来{item}")


if __name__ == "__main__":
    main()
