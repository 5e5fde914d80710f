"""主进程被杀死：守护进程没有人结束，自己还在。

运行：python orphan.py（Linux 或 macOS）
"""

import multiprocessing
import os
import signal


def sing(ready):
    parent = multiprocessing.parent_process()
    ready.send("开始")
    parent.join()  # 等主进程不在了
    print("sing：主进程不在了，我还在")


def main():
    receiver, ready = multiprocessing.Pipe(duplex=False)
    p = multiprocessing.Process(target=sing, args=(ready,), daemon=True)
    p.start()
    receiver.recv()  # 它已经开始了
    print("main：我被杀死了", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main()
