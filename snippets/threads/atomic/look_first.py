"""错误示范：先看有没有，没有再去读；两个线程都读了。

运行：python look_first.py
"""

import threading
import time

cache = {}


def load(who):
    print(f"{who}：没有，去读\n", end="")
    time.sleep(0.5)  # 读要花时间
    return {"读的人": who}


def look_first(who):
    if "设置" not in cache:
        cache["设置"] = load(who)


def set_default(who):
    cache.setdefault("设置", load(who))


def main():
    for target in (look_first, set_default):
        cache.clear()
        t1 = threading.Thread(target=target, args=("甲",))
        t2 = threading.Thread(target=target, args=("乙",))
        t1.start()
        t2.start()
        t1.join()
        t2.join()
        print(f"main：{target.__name__} 做完了")


if __name__ == "__main__":
    main()
