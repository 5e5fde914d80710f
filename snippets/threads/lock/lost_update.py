"""错误示范：没有锁，两个线程都先读后写。

运行：python lost_update.py
"""

import threading
import time

g_num = 0


def add_one(name):
    global g_num
    value = g_num
    print(f"{name}：读到 {value}\n", end="")
    time.sleep(0.5)  # 算得慢，例如要先问一下数据库
    g_num = value + 1
    print(f"{name}：写回 {value + 1}\n", end="")


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
