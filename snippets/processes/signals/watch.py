"""主进程突然没有了，子进程自己发现，收拾好再走。

运行：python watch.py（Linux 或 macOS）
"""

import multiprocessing
import os
import signal
import time


def work(name, ready):
    main_process = multiprocessing.parent_process()
    parent = os.getppid()
    ready.send("开始")
    while main_process.is_alive() and os.getppid() == parent:
        time.sleep(0.1)  # 代替一小段工作
    print(f"{name}：主进程不在了，收拾好了")


def main():
    receiver, ready = multiprocessing.Pipe(duplex=False)
    for name in ("sing", "dance"):
        args = (name, ready)
        multiprocessing.Process(target=work, args=args).start()
    for _ in range(2):
        receiver.recv()  # 两个都开始了
    print("main：我被杀死了", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main()
