"""不会死锁：两个线程都先拿 A，再拿 B。

运行：python same_order.py
"""

import threading
import time

lock_a = threading.Lock()
lock_b = threading.Lock()


def work(name):
    with lock_a:
        print(f"{name}：拿着 A，再拿 B")
        with lock_b:
            print(f"{name}：两把都拿到了")
            time.sleep(0.1)


def main():
    t1 = threading.Thread(target=work, args=("甲",), name="甲")
    t2 = threading.Thread(target=work, args=("乙",), name="乙")
    t1.start()
    t2.start()
    t1.join()
    t2.join()
    print("main：两个线程都做完了")


if __name__ == "__main__":
    main()
