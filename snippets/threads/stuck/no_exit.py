"""错误示范：没有人告诉 worker 结束，程序不退出。

运行：python -X faulthandler no_exit.py
"""

import os
import queue
import threading


def work(jobs):
    while True:
        job = jobs.get()
        if job is None:
            return
        print(f"worker：做 {job}\n", end="")


def main():
    jobs = queue.Queue()
    t = threading.Thread(target=work, args=(jobs,), name="worker")
    t.start()
    print(f"main：进程号 {os.getpid()}，交出一件，我做完了")
    jobs.put("第一件")


if __name__ == "__main__":
    main()
