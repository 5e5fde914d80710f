"""故意写错：没有 if __name__ == "__main__"，spawn 的子进程起不来。

运行：python no_guard.py spawn 或 python no_guard.py fork
"""

import multiprocessing
import sys


def sing():
    print("sing：开始唱")


print("顶层代码：__name__ 是", __name__)
context = multiprocessing.get_context(sys.argv[1])
p = context.Process(target=sing)
p.start()
p.join()
print("main：子进程的退出状态是", p.exitcode)
