"""两个进程同时干活：一个唱歌，一个跳舞。

运行：python sing_dance.py
"""

import multiprocessing
import os
import time


def sing(song):
    for i in range(1, 4):
        print(f"sing（进程 {os.getpid()}）：唱《{song}》第 {i} 句")
        time.sleep(0.1)


def dance():
    for i in range(1, 4):
        print(f"dance（进程 {os.getpid()}）：跳第 {i} 步")
        time.sleep(0.1)


def main():
    p1 = multiprocessing.Process(target=sing, args=("茉莉花",))
    p2 = multiprocessing.Process(target=dance)
    p1.start()
    p2.start()
    p1.join()
    p2.join()
    print(f"main（进程 {os.getpid()}）：两个进程都结束了")


if __name__ == "__main__":
    main()
