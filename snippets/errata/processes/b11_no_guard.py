"""错误示范：写在顶层，没有入口保护；spawn 的子进程起不来。

运行：python b11_no_guard.py
"""

import multiprocessing

context = multiprocessing.get_context("spawn")
q = context.Manager().Queue()
print("main：队列建好了")
