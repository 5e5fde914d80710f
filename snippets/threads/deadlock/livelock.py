"""错误示范：活锁。两个人迎面走来，都让路，又让到同一边。

运行：python livelock.py
"""

import threading
import time

side = {"甲": "左", "乙": "左"}  # 走廊的哪一边


def walk(name, other):
    for i in range(1, 4):
        time.sleep(0.4)  # 看一看对面
        if side[name] != side[other]:
            print(f"{name}：过去了")
            return
        print(f"{name}：第 {i} 次让路")
        time.sleep(0.4)  # 走到另一边
        side[name] = "右" if side[name] == "左" else "左"
    print(f"{name}：让了 3 次，还是面对面")


def main():
    t1 = threading.Thread(target=walk, args=("甲", "乙"), name="甲")
    t2 = threading.Thread(target=walk, args=("乙", "甲"), name="乙")
    t1.start()
    t2.start()
    t1.join()
    t2.join()


if __name__ == "__main__":
    main()
