"""四个任务，第三个忽然死了。

运行：python one_dies.py
"""

import os
from concurrent.futures import InterpreterPoolExecutor


def square(number):
    if number == 3:
        os._exit(7)  # 代替 C 写的模块里的崩溃
    return number * number


def main():
    with InterpreterPoolExecutor(max_workers=2) as pool:
        for number in (1, 2, 3, 4):
            try:
                task = pool.submit(square, number)
                print(f"main：得到 {task.result()}")
            except Exception as e:
                print(f"main：失败了 {e!r}")
    print("main：做完了")


if __name__ == "__main__":
    main()
