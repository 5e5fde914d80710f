"""错误示范：厨师没有接住异常，他一走，放单子的也停住了。

运行：python cook_dies.py
"""

import queue
import sys
import threading


def worker(orders):
    while True:
        dish = orders.get()
        if dish == "龙虾":
            raise ValueError("没有龙虾")


def main():
    orders = queue.Queue(maxsize=2)
    t = threading.Thread(target=worker, args=(orders,), name="厨师")
    t.start()
    orders.put("龙虾")
    t.join()
    for dish in ["面", "饭", "汤"]:
        try:
            orders.put(dish, timeout=1)
        except queue.Full:
            sys.exit(f"main：等了 1 秒，{dish} 还是放不进去")
        print(f"main：放进 {dish}")


if __name__ == "__main__":
    main()
