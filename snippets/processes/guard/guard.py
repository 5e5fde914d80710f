"""启动进程的代码放在 if __name__ == "__main__" 里面。

运行：python guard.py
"""

import multiprocessing


def sing():
    print("sing：开始唱")


print("顶层代码：__name__ 是", __name__)
if __name__ == "__main__":
    context = multiprocessing.get_context("spawn")
    p = context.Process(target=sing)
    p.start()
    p.join()
    print("main：子进程的退出状态是", p.exitcode)
