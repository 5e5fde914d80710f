"""聊天室的客户端：主线程收别人的话，另一个线程读键盘。

运行：先在另一个终端里运行 server.py，再运行 client.py 名字
"""

import contextlib
import os
import socket
import sys
import threading

from server import ADDRESS, LINE, clean
from serving import keep_alive


def read_keyboard(sock, leaving):
    """键盘上的一行是一句；按 Ctrl-D 离开。"""
    with contextlib.suppress(OSError):  # 断了，主线程会知道
        for text in iter(ask, None):  # 一直问，直到 None
            data = f"{text}\n".encode(errors="replace")
            if len(data) <= LINE:
                sock.sendall(data)
            else:
                print("（太长了，没有送出去）", flush=True)
        leaving.set()
        sock.shutdown(socket.SHUT_WR)


def ask():
    try:
        return input()
    except EOFError:
        return None


def show_all(sock):
    with sock.makefile("rb") as lines:
        while line := lines.readline(4 * LINE):
            print(clean(line.decode(errors="replace")), flush=True)


def main(name):
    for stream in (sys.stdin, sys.stdout):
        stream.reconfigure(errors="replace")  # 读不懂、写不出的换掉
    leaving = threading.Event()
    try:
        with socket.create_connection(ADDRESS, timeout=5) as sock:
            sock.sendall(f"{name}\n".encode(errors="replace"))
            sock.settimeout(None)  # 没有人说话，就一直等
            keep_alive(sock)
            threading.Thread(
                target=read_keyboard, args=(sock, leaving), daemon=True
            ).start()
            show_all(sock)
    except (OSError, RuntimeError) as error:  # 也许启动不了线程
        print(f"客户端：断了：{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        leaving.set()
    how = "已离开" if leaving.is_set() else "服务端断开了"
    print("客户端：", how, file=sys.stderr)
    return 0 if leaving.is_set() else 1


if __name__ == "__main__":
    if len(sys.argv) != 2:
        print(f"用法：python {sys.argv[0]} 名字", file=sys.stderr)
        sys.exit(2)
    status = main(sys.argv[1])
    with contextlib.suppress(OSError):  # 例如磁盘满了
        sys.stdout.flush()
    os._exit(status)  # 不等那个线程：它还停在 input 里
