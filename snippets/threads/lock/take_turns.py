"""三个线程共用一把锁：同一时刻只有一个拿着它。

运行：python take_turns.py
"""

import threading
import time

mutex = threading.Lock()  # 只有一支话筒


def sing(name):
    for i in range(1, 3):
        with mutex:
            print(f"{name}：拿到话筒，唱第 {i} 句")
            time.sleep(0.05)
        time.sleep(0.01)  # 放下话筒，喘口气


def main():
    threads = [
        threading.Thread(target=sing, args=(name,), name=name)
        for name in ("甲", "乙", "丙")
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print("main：都唱完了")


if __name__ == "__main__":
    main()
