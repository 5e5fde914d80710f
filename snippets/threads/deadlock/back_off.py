"""次序定不下来：第二把等不到就放开第一把，隔一会儿再来。

运行：python back_off.py
"""

import random
import threading
import time

a = threading.Lock()
b = threading.Lock()


def work(name, first, second):
    while True:
        with first:
            time.sleep(0.1)  # 做一点事
            if second.acquire(timeout=0.1):
                try:
                    print(f"{name}：两把都拿到了")
                    return
                finally:
                    second.release()
        time.sleep(random.uniform(0, 0.5))  # 各等各的


def main():
    t1 = threading.Thread(target=work, args=("甲", a, b), name="甲")
    t2 = threading.Thread(target=work, args=("乙", b, a), name="乙")
    t1.start()
    t2.start()
    t1.join()
    t2.join()
    print("main：都做完了")


if __name__ == "__main__":
    main()
