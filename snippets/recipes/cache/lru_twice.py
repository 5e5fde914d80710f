"""错误示范：以为 lru_cache 管着“只算一次”。

运行：python lru_twice.py
"""

import functools
import threading

both = threading.Barrier(2)  # 两个线程都到了，才往下走


@functools.lru_cache(maxsize=100)
def load_price(name):
    print(f"load：去问 {name} 的价钱\n", end="")
    both.wait(timeout=5)  # 代替慢的查询
    return len(name) * 10


def main():
    threads = [
        threading.Thread(target=load_price, args=("茶",))
        for _ in range(2)
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print("main：留下了", load_price.cache_info().currsize, "个")


if __name__ == "__main__":
    main()
