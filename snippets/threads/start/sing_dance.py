"""两个线程同时干活：一个唱歌，一个跳舞。

运行：python sing_dance.py
"""

import threading
import time


def sing(song):
    for i in range(1, 4):
        time.sleep(0.1)  # 代替唱一句要花的时间
        print(f"sing：唱《{song}》第 {i} 句")


def dance():
    for i in range(1, 4):
        time.sleep(0.12)
        print(f"dance：跳第 {i} 步")


def main():
    t1 = threading.Thread(target=sing, args=("茉莉花",))
    t2 = threading.Thread(target=dance)
    t1.start()
    t2.start()
    t1.join()
    t2.join()
    print("main：两个线程都结束了")


if __name__ == "__main__":
    main()
