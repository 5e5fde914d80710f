"""错误示范：写的一边走了，没有告诉读的一边。

运行：python nobody_takes.py
"""

import queue
import threading
from pathlib import Path


def produce(line):
    try:
        while True:  # 没有完
            line.put("茶", timeout=1)  # 不限时，就一直等下去
    except queue.Full:
        print("produce：等了 1 秒，没有人来取")


def main():
    line = queue.Queue(maxsize=8)
    threading.Thread(target=produce, args=(line,)).start()
    with Path("/dev/full").open("w") as out:
        while True:
            out.write(f"{line.get()}\n")
            out.flush()  # 马上写出去


if __name__ == "__main__":
    main()
