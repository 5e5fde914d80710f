"""子进程怎样结束的：exitcode 里看得出来。

运行：python codes.py（Linux 或 macOS）
"""

import multiprocessing
import os
import signal
import time

asked = []


def remember(number, frame):
    asked.append(number)


def sing(ready):
    ready.set()
    time.sleep(3600)


def dance(ready):
    signal.signal(signal.SIGTERM, remember)
    ready.set()
    while not asked:
        time.sleep(0.1)
    print("dance：收到信号，收拾好了")


def crash(ready):
    ready.set()
    os.kill(os.getpid(), signal.SIGSEGV)  # 像坏掉的 C 程序


def try_one(target, end=None):
    ready = multiprocessing.Event()
    p = multiprocessing.Process(target=target, args=(ready,))
    p.start()
    ready.wait()
    if end is not None:
        end(p)
    p.join()
    print("main：退出状态是", p.exitcode)
    if p.exitcode < 0:
        print("main：这是", signal.Signals(-p.exitcode).name)


def main():
    try_one(sing, multiprocessing.Process.terminate)
    try_one(dance, multiprocessing.Process.terminate)
    try_one(dance, multiprocessing.Process.kill)
    try_one(crash)


if __name__ == "__main__":
    main()
