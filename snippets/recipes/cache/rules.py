"""缓存的规矩：不成的不留下，到期再算，满了丢最久没用的。

运行：python rules.py
"""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

from cache import Cache

asked = []  # 去问过的
start = threading.Barrier(3)  # 三个线程到齐了，才一起要


def load(name):
    asked.append(name)
    if asked == ["龙"]:  # 第一次问龙
        time.sleep(0.5)
        raise OSError("连不上")
    return f"{name} 的价钱"


def ask(prices, name):
    start.wait(timeout=5)
    try:
        return prices.get(name)
    except OSError as error:
        return str(error)


def main():
    prices = Cache(load, size=2, seconds=1)
    with ThreadPoolExecutor(max_workers=3) as pool:
        jobs = [pool.submit(ask, prices, "龙") for _ in range(3)]
    print("main：三个同时要，", [job.result() for job in jobs])
    print("main：再要，", prices.get("龙"))
    print("main：问过", asked)

    asked.clear()
    for name in ["茶", "面", "茶", "饭", "茶", "面"]:
        prices.get(name)
    print("main：只留两个，问过", asked)

    asked.clear()
    time.sleep(1.1)
    prices.get("面")
    print("main：到期了，问过", asked)


if __name__ == "__main__":
    main()
