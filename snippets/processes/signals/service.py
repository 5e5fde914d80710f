"""有人叫它结束（SIGTERM、Ctrl-C）：停下子进程，收拾好再走。

运行：python service.py，按 Ctrl-C 停止（Linux 或 macOS）
"""

import multiprocessing
import signal
import sys
import time

asked = []  # 收到的信号


def remember(number, frame):
    """收到信号时执行：只记下来。"""
    asked.append(number)


def listen():
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, remember)


def sing():
    listen()  # 每个进程都要
    print("sing：开始唱", flush=True)
    while not asked:
        time.sleep(0.1)  # 代替一小段工作
    print("sing：收拾麦克风")


def main():
    listen()
    p = multiprocessing.Process(target=sing)
    p.start()
    try:
        while p.is_alive() and not asked:
            p.join(timeout=0.5)  # 至多半秒看一次
    finally:
        p.terminate()  # 给它发 SIGTERM
        p.join(timeout=5)
        if p.is_alive():
            p.kill()  # 五秒还没有收拾完
            p.join()
    print("main：sing 的退出状态是", p.exitcode)
    if asked:
        sys.exit(128 + asked[0])
    if p.exitcode != 0:
        sys.exit("main：没有人叫停，sing 自己失败了")


if __name__ == "__main__":
    main()
