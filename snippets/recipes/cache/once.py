"""只有一个值，只算一次：几个线程同时来要，都得到同一个。

运行：python once.py
"""

import threading
import time
from concurrent.futures import ThreadPoolExecutor


class Once:
    def __init__(self, load):
        self._load = load
        self._mutex = threading.Lock()
        self._values = []  # 空的，或者只有一个

    def get(self):
        with self._mutex:  # 正在算的人拿着它
            if not self._values:
                self._values.append(self._load())
            return self._values[0]


tries = []  # 去读一次，添一个


def load_menu():
    tries.append(None)
    time.sleep(0.2)  # 代替慢的读
    if len(tries) == 1:
        raise OSError("连不上")
    return ["茶", "面"]


def main():
    menu = Once(load_menu)
    try:
        menu.get()
    except OSError as error:
        print("main：第一次，", error)
    with ThreadPoolExecutor(max_workers=3) as pool:
        jobs = [pool.submit(menu.get) for _ in range(3)]
    print("main：得到", [job.result() for job in jobs])
    print("main：一共去读", len(tries), "次")


if __name__ == "__main__":
    main()
