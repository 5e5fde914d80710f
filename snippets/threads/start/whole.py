"""一行连同换行一次写完，就是完整的。

运行：python whole.py
"""

import threading
import time


def sing(name):
    for i in range(300):
        time.sleep(0.001)  # 代替唱一句要花的时间
        print(f"歌手 {name}：第 {i} 句\n", end="")


def main():
    threads = [
        threading.Thread(target=sing, args=(n,)) for n in range(8)
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()


if __name__ == "__main__":
    main()
