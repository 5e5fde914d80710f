"""八皇后：八个任务用全部的核算，谁先算完先取谁。

运行：python queens.py
"""

import signal
import sys
from concurrent.futures import ProcessPoolExecutor, as_completed

SIZE = 8  # 几行几列


def prepare():
    """工人不理会 Ctrl-C，由主进程决定怎样结束。"""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def place(queens, size):
    """前几行的皇后在 queens 这些列，接着摆完有几种办法。"""
    row = len(queens)
    if row == size:
        return 1
    total = 0
    for column in range(size):
        if all(
            column != queen and abs(column - queen) != row - number
            for number, queen in enumerate(queens)
        ):
            total += place([*queens, column], size)
    return total


def main():
    total = 0
    with ProcessPoolExecutor(initializer=prepare) as pool:
        try:
            tasks = {
                pool.submit(place, [column], SIZE): column
                for column in range(SIZE)
            }
            for task in as_completed(tasks, timeout=60):
                print(f"main：第 {tasks[task]} 列有 {task.result()} 种")
                total += task.result()
        except KeyboardInterrupt:
            sys.exit("main：不做了")  # finally 之后才退出
        finally:  # 一个失败了，或者超时：剩下的不做了
            pool.shutdown(cancel_futures=True)
    print(f"main：一共 {total} 种")


if __name__ == "__main__":
    main()
