"""两个线程改同一个变量：留下几分之几的更新，一次更新要几秒。量一遍，打印成 JSON。"""

import json
import sys
import threading
import time

INTERVALS = (5000, 500, 50, 5)  # 切换间隔，以微秒为单位；不改它是 5000

g = 0
mutex = threading.Lock()


def plus_one(value):
    """value 加一。"""
    return value + 1


def plus_equals(times):
    """g += 1，做 times 次。"""
    global g
    for _ in range(times):
        g += 1


def call(times):
    """g = plus_one(g)，做 times 次。"""
    global g
    for _ in range(times):
        g = plus_one(g)


def locked(times):
    """g = plus_one(g)，每次都拿着锁，做 times 次。"""
    global g
    for _ in range(times):
        with mutex:
            g = plus_one(g)


# 每种写法：函数，一个线程加几次。有锁的取得少一些。
FORMS = {
    "g += 1": (plus_equals, 100_000),
    "g = plus_one(g)": (call, 100_000),
    "加锁": (locked, 20_000),
}


def together(function, times, count=2):
    """count 个线程一起做 function(times)，栅栏 Barrier 让它们同时开始。返回过了几秒。"""
    barrier = threading.Barrier(count + 1)

    def run():
        barrier.wait()
        function(times)

    workers = [threading.Thread(target=run) for _ in range(count)]
    for worker in workers:
        worker.start()
    start = time.perf_counter()
    barrier.wait()
    for worker in workers:
        worker.join()
    return time.perf_counter() - start


def kept(function, times):
    """两个线程各加 times 次，留下了几分之几：1 是一次没丢。"""
    global g
    g = 0
    together(function, times)
    return g / (2 * times)


def measure():
    """留下的更新，每种写法、每种间隔做三遍；一次更新的时间，每种写法，一个线程和两个线程。"""
    before, shares, seconds = sys.getswitchinterval(), {}, {}
    for form, (function, times) in FORMS.items():
        for count in (1, 2):
            seconds[f"{form} {count}"] = [together(function, times, count) / times / count]
        for interval in INTERVALS:
            sys.setswitchinterval(interval / 1e6)
            shares[f"{form} {interval}"] = [kept(function, times) for _ in range(3)]
        sys.setswitchinterval(before)
    return {"kept": shares, "seconds": seconds}


if __name__ == "__main__":
    print(json.dumps(measure()))
