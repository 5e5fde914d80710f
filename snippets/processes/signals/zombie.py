"""僵尸进程：结束了，还没有人来取它的退出状态。

运行：python zombie.py（Linux）
"""

import multiprocessing
import os
from pathlib import Path


def sing():
    print("sing：唱完了")


def main():
    # forkserver 的服务进程马上就会去取，所以写明 spawn
    context = multiprocessing.get_context("spawn")
    p = context.Process(target=sing)
    p.start()
    # 等它结束，但不取它的退出状态
    os.waitid(os.P_PID, p.pid, os.WEXITED | os.WNOWAIT)
    status = Path(f"/proc/{p.pid}/status")  # 内核记着的
    for line in status.read_text().splitlines():
        if line.startswith("State:"):
            print("main：它的状态是", line.split()[1:])
    print("main：活着吗？", p.is_alive())
    print("main：内核还记着它吗？", status.exists())


if __name__ == "__main__":
    main()
