"""关闭队列，不用数哨兵：取完就结束；出了错就立刻全停。

运行：python shut.py，或者 python shut.py 龙虾（Python 3.13 起）
"""

import queue
import sys
import threading


def cook(dish):
    if dish == "龙虾":
        raise ValueError("没有龙虾")
    print(f"厨师：做好 {dish}")


def worker(orders, errors):
    try:
        while True:
            cook(orders.get())
    except queue.ShutDown:
        pass  # 关了，也取完了
    except Exception as error:
        errors.append(error)
        orders.shutdown(immediate=True)  # 剩下的不要了


def main():
    orders, errors = queue.Queue(maxsize=2), []
    t = threading.Thread(target=worker, args=(orders, errors))
    t.start()
    # * 把命令行里的几个字拆开，放在最前面
    dishes = [*sys.argv[1:], "面", "饭", "汤", "茶"]
    try:
        for dish in dishes:
            orders.put(dish)
    except queue.ShutDown:
        print("main：队列关了，不再放")
    finally:
        orders.shutdown()
        t.join()
    if errors:
        sys.exit(f"main：停下了，{errors[0]}")


if __name__ == "__main__":
    main()
