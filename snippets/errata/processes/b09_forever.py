"""笔记里的 while True 没有终点：sing 自己永远不会结束。

运行：python b09_forever.py
"""

import multiprocessing
import time


def sing():
    while True:
        time.sleep(1)


def main():
    t1 = multiprocessing.Process(target=sing)
    t1.start()
    t1.join(0.3)
    print("main：等了 0.3 秒，sing 还活着吗？", t1.is_alive())
    t1.terminate()
    t1.join()
    print("main：只好结束它，退出状态", t1.exitcode)


if __name__ == "__main__":
    main()
