"""进程池也可以指定启动方式：mp_context。

运行：python pool_context.py
"""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor


def kind(_):
    return type(multiprocessing.current_process()).__name__


def main():
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        print("main：工人是", set(pool.map(kind, range(2))))


if __name__ == "__main__":
    main()
