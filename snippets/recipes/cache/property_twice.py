"""错误示范：以为 cached_property 管着“只算一次”。

运行：python property_twice.py
"""

import functools
import threading


class Shop:
    def __init__(self):
        self.both = threading.Barrier(2)

    @functools.cached_property
    def menu(self):
        print("menu：去读菜单\n", end="")
        try:
            self.both.wait(timeout=1)  # 等另一个线程也来读
        except threading.BrokenBarrierError:
            print("menu：没有别人\n", end="")
        return ["茶", "面"]


def main():
    shop = Shop()
    threads = [
        threading.Thread(target=lambda: shop.menu) for _ in range(2)
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()


if __name__ == "__main__":
    main()
