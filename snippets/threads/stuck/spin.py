"""错误示范：不停地问“好了吗”，占满一个核。

运行：python spin.py；在另一个终端 kill -USR1 进程号
"""

import faulthandler
import os
import signal
import threading
import time


def wait_for(box):
    while not box["ready"]:
        pass
    print("worker：好了")


def main():
    faulthandler.register(signal.SIGUSR1)
    box = {"ready": False}
    t = threading.Thread(target=wait_for, args=(box,), name="worker")
    t.start()
    print(f"main：进程号 {os.getpid()}，按 Ctrl-C 停止")
    try:
        while True:
            time.sleep(1)
    except KeyboardInterrupt:
        print("main：收到 Ctrl-C")
    finally:
        box["ready"] = True
        t.join()
    print("main：结束")


if __name__ == "__main__":
    main()
