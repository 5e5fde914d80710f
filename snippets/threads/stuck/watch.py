"""开头准备好：以后随时问得到，每个线程停在哪一行。

运行：python watch.py；在另一个终端 kill -USR1 进程号
"""

import faulthandler
import os
import queue
import signal
import threading
import time


def work(jobs):
    while True:
        job = jobs.get()  # 队列空着，就在这里等
        if job is None:
            return
        print(f"worker：做 {job}\n", end="")


def main():
    if hasattr(faulthandler, "register"):  # Windows 上没有
        faulthandler.register(signal.SIGUSR1)
    jobs = queue.Queue()
    t = threading.Thread(target=work, args=(jobs,), name="worker")
    t.start()
    print(f"main：进程号 {os.getpid()}，按 Ctrl-C 停止")
    jobs.put("第一件")
    try:
        while True:
            time.sleep(1)
    except KeyboardInterrupt:
        print("main：收到 Ctrl-C")
    finally:
        jobs.put(None)
        t.join()
    print("main：结束")


if __name__ == "__main__":
    main()
