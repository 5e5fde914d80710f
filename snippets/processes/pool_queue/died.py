"""一个任务失败，一个工人半路死了：main 都不会永远等。

运行：python died.py
"""

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor

END = None


def sing(q, song):
    if song == "跑调":
        raise ValueError("跑调了")
    q.put(f"《{song}》唱完了第一段")
    os._exit(1)  # 像被系统杀死一样


def main():
    with multiprocessing.Manager() as manager:
        q = manager.Queue()
        with ProcessPoolExecutor(max_workers=1) as pool:
            songs = ["跑调", "送别"]
            tasks = [pool.submit(sing, q, song) for song in songs]
            for task in tasks:
                task.add_done_callback(lambda _: q.put(END))
            for _ in tasks:
                for text in iter(q.get, END):
                    print("main：收到", text)
            for task in tasks:
                print("main：结局是", type(task.exception()).__name__)


if __name__ == "__main__":
    main()
