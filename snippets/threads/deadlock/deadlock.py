"""错误示范：甲先拿 A 再拿 B，乙先拿 B 再拿 A。

运行：python deadlock.py
"""

import threading
import time

a = threading.Lock()
b = threading.Lock()


def work(name, first, second):
    with first:
        print(f"{name}：拿到第一把，等第二把")
        time.sleep(0.5)  # 做一点事
        with second:
            print(f"{name}：两把都拿到了")


def main():
    # 守护线程：main 结束时不等它们
    t1 = threading.Thread(
        target=work, args=("甲", a, b), name="甲", daemon=True
    )
    t2 = threading.Thread(
        target=work, args=("乙", b, a), name="乙", daemon=True
    )
    t1.start()
    t2.start()
    t1.join(timeout=1)
    t2.join(timeout=1)
    print(f"main：甲还没做完吗？{t1.is_alive()}")
    print(f"main：乙还没做完吗？{t2.is_alive()}")


if __name__ == "__main__":
    main()
