"""错误示范：每个线程一把自己的锁，等于没有锁。

运行：python own_lock.py
"""

import threading
import time

g_num = 0


def add_one(name):
    global g_num
    mutex = threading.Lock()  # 局部变量：甲和乙各有一把
    with mutex:
        value = g_num
        print(f"{name}：拿着锁，读到 {value}\n", end="")
        time.sleep(0.5)
        g_num = value + 1


def main():
    t1 = threading.Thread(target=add_one, args=("甲",), name="甲")
    t2 = threading.Thread(target=add_one, args=("乙",), name="乙")
    t1.start()
    t2.start()
    t1.join()
    t2.join()
    print(f"main：加了两次，g_num = {g_num}")


if __name__ == "__main__":
    main()
