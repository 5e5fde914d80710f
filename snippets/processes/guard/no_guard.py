"""错误示范：没有 if __name__ == "__main__"。

运行：python no_guard.py，或者 python no_guard.py spawn（或 fork）
"""

import multiprocessing
import sys


def sing():
    print("sing：开始唱")


print("顶层代码：__name__ 是", __name__)
context = multiprocessing.get_context(*sys.argv[1:])
p = context.Process(target=sing)
p.start()
p.join()
print("main：子进程的退出状态是", p.exitcode)
