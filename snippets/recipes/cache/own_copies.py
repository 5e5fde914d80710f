"""两个进程，各有各的缓存：同一个键，各算一次。

运行：python own_copies.py
"""

import functools
import multiprocessing
import os


@functools.lru_cache(maxsize=100)
def load_price(name):
    return f"{len(name) * 10}，是进程 {os.getpid()} 算的"


def ask(name):
    load_price(name)
    load_price(name)
    info = load_price.cache_info()
    print(f"ask：算了 {info.misses} 次，记得 {info.hits} 次")


def main():
    for _ in range(2):  # 一个接一个
        p = multiprocessing.Process(target=ask, args=("茶",))
        p.start()
        p.join()
    print("main：我记得", load_price.cache_info().currsize, "个")


if __name__ == "__main__":
    main()
