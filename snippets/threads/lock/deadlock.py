"""死锁：甲拿着 A 等 B，乙拿着 B 等 A，谁也等不到。

运行：python deadlock.py
"""

import threading
import time

locks = {"A": threading.Lock(), "B": threading.Lock()}
both = threading.Barrier(2)


def work(name, first, second):
    with locks[first]:
        print(f"{name}：拿着 {first}，再拿 {second}")
        time.sleep(0.1)  # 拿着第一把，做一点事
        both.wait()  # 两个线程都拿到了第一把
        if locks[second].acquire(timeout=0.3):
            locks[second].release()
        else:
            print(f"{name}：等了 0.3 秒，拿不到 {second}，放弃")
        both.wait()  # 两个线程都试过了，才放开第一把


def main():
    t1 = threading.Thread(target=work, args=("甲", "A", "B"), name="甲")
    t2 = threading.Thread(target=work, args=("乙", "B", "A"), name="乙")
    t1.start()
    t2.start()
    t1.join()
    t2.join()
    print("main：两个线程都放弃了")


if __name__ == "__main__":
    main()
