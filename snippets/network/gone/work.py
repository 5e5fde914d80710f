"""有话就说，没有话才发心跳：话从队列里来。

运行：先在另一个终端里运行 server.py，再运行 work.py
"""

import queue
import socket
import sys
import threading
import time

from client import INTERVAL, ask
from server import ADDRESS, LIMIT, Lines


def next_text(work):
    try:
        return work.get(timeout=INTERVAL)
    except queue.Empty:
        return "ping"


def talk(work):
    with socket.create_connection(ADDRESS, timeout=LIMIT) as connection:
        lines = Lines(connection)
        while (text := next_text(work)) is not None:
            reply = ask(connection, lines, text)
            if text != "ping":
                print("客户端：服务端说", reply)


def think(work):
    work.put("你好")
    time.sleep(LIMIT + INTERVAL)  # 想了很久
    work.put("还在吗")
    work.put(None)  # 没有了


def main():
    work = queue.Queue()
    threading.Thread(target=think, args=(work,), daemon=True).start()
    try:
        talk(work)
    except (OSError, ValueError) as error:
        sys.exit(f"客户端：断了：{error}")
    except KeyboardInterrupt:
        print("客户端：不说了")
        sys.exit(130)
    print("客户端：说完了")


if __name__ == "__main__":
    main()
