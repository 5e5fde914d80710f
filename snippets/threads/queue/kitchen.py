"""main 把单子放进队列，两个厨师取出来做；做坏一道，别的照做。

运行：python kitchen.py
"""

import queue
import sys
import threading
import time

DISHES = ["面", "饭", "龙虾", "汤", "茶", "饺子"]
END = None  # 哨兵：后面没有了


def cook(dish):
    time.sleep(0.1)  # 代替真正要做的事
    if dish == "龙虾":
        raise ValueError("没有龙虾")
    return f"一份{dish}"


def worker(orders, done):
    while True:
        dish = orders.get()  # 空了就等
        if dish is END:
            return
        try:
            done.append((dish, cook(dish), None))
        except Exception as error:  # 这一道做坏了，人还在
            done.append((dish, None, error))


def main():
    orders = queue.Queue(maxsize=2)  # 最多压着两张单子
    done = []
    workers = [
        threading.Thread(target=worker, args=(orders, done))
        for _ in range(2)
    ]
    for t in workers:
        t.start()
    try:
        for dish in DISHES:
            orders.put(dish)  # 满了就等
    finally:
        for _ in workers:
            orders.put(END)  # 每个厨师一个哨兵
        for t in workers:
            t.join()
    for dish, result, error in done:
        print(f"main：{dish} 的结果：{error or result}")
    failed = [dish for dish, _, error in done if error]
    if failed:
        sys.exit(f"main：没做成的：{failed}")


if __name__ == "__main__":
    main()
