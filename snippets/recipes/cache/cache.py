"""几个线程共用的缓存：一个键只算一次，最多几个，最多留几秒。

运行：python cache.py
"""

import threading
import time
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor


class Cache:
    """get(键) 返回 load(键)，记得的就不再算。"""

    def __init__(self, load, size, seconds):
        self._load, self._size, self._seconds = load, size, seconds
        self._mutex = threading.Lock()
        self._kept = OrderedDict()  # 键对应的值，和到期的时刻
        self._loading = {}  # 键对应的 Future，正在算

    def get(self, key, timeout=None):
        """别人正在算，就等他的结果，最多等 timeout 秒。"""
        with self._mutex:
            value, end = self._kept.get(key, (None, 0))
            if time.monotonic() < end:
                self._kept.move_to_end(key)  # 刚用过，最后才丢
                return value
            job = self._loading.get(key)
            mine = job is None  # 没有人在算，归我算
            if mine:
                job = self._loading[key] = Future()
        if mine:
            self._run(key, job)
        return job.result(timeout)

    def _run(self, key, job):
        try:
            value = self._load(key)  # 不拿着锁：别的键照样用
        except BaseException as error:  # 算不成的不留下
            with self._mutex:
                del self._loading[key]
            if not isinstance(error, Exception):  # 例如 Ctrl-C
                job.cancel()  # 等的人得到 CancelledError
                raise
            job.set_exception(error)  # 等的人也得到它
        else:
            with self._mutex:
                del self._loading[key]
                end = time.monotonic() + self._seconds
                self._kept[key] = (value, end)
                self._kept.move_to_end(key)
                while len(self._kept) > self._size:
                    self._kept.popitem(last=False)  # 最久没用的
            job.set_result(value)


def load_price(name):
    print(f"load：去问 {name} 的价钱\n", end="")
    time.sleep(0.3)  # 代替慢的查询
    return len(name) * 10


def main():
    prices = Cache(load_price, size=100, seconds=60)
    names = ["茶", "茶", "米饭", "茶", "米饭"]
    with ThreadPoolExecutor(max_workers=5) as pool:
        print("main：得到", list(pool.map(prices.get, names)))
    print("main：再要一次，", prices.get("茶"))


if __name__ == "__main__":
    main()
