"""甲和乙都先拿 A，再拿 B：不会死锁。

运行：python same_order.py
"""

import threading
import time

a = threading.Lock()
b = threading.Lock()


def work(name):
    with a:
        print(f"{name}：拿到第一把，等第二把")
        time.sleep(0.5)  # 做一点事
        with b:
            print(f"{name}：两把都拿到了")


def main():
    t1 = threading.Thread(target=work, args=("甲",), name="甲")
    t2 = threading.Thread(target=work, args=("乙",), name="乙")
    t1.start()
    t2.start()
    t1.join()
    t2.join()
    print("main：都做完了")


if __name__ == "__main__":
    main()
