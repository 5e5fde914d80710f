"""交不过去的，怎么办：锁在工人启动时交，文件由工人自己打开。

运行：python around.py
"""

import functools
import multiprocessing
import tempfile
from pathlib import Path


def prepare(a_lock):
    """每个工人启动时执行一次。"""
    global lock
    lock = a_lock


def work(path, number):
    with lock, path.open("a", encoding="utf-8") as file:
        file.write(f"任务 {number} 做完了\n")
    return number * number


def main():
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.txt"
        to_file = functools.partial(work, path)  # 不用 lambda
        with multiprocessing.Pool(
            2, initializer=prepare, initargs=(multiprocessing.Lock(),)
        ) as pool:
            print("main：结果是", pool.map(to_file, range(5)))
        lines = path.read_text(encoding="utf-8").splitlines()
    print(f"main：文件里有 {len(lines)} 行")


if __name__ == "__main__":
    main()
