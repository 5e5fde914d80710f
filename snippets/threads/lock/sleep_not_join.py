"""用 sleep 等线程是猜，用 join 才是等。

运行：python sleep_not_join.py
"""

import threading
import time

g_num = 0


def add(goods):
    global g_num
    goods.wait()  # 货什么时候到，线程自己也不知道
    g_num += 1


def main():
    goods = threading.Event()
    t = threading.Thread(target=add, args=(goods,))
    t.start()

    time.sleep(0.2)
    print("main：睡了 0.2 秒，g_num =", g_num)

    goods.set()
    t.join()
    print("main：join 之后，g_num =", g_num)


if __name__ == "__main__":
    main()
