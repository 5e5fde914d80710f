"""这台机器上谁连着谁：读 /proc/net/tcp，再找出是哪个进程。

运行：python connections.py 21567
"""

import os
import socket
import sys
from contextlib import suppress
from pathlib import Path

# 状态的名字，次序是内核的，从 1 数起
NAMES = """ESTABLISHED SYN_SENT SYN_RECV FIN_WAIT1 FIN_WAIT2 TIME_WAIT
CLOSE CLOSE_WAIT LAST_ACK LISTEN CLOSING NEW_SYN_RECV"""


def address(text):
    """0100007F:543F 变成 ("127.0.0.1", 21567)。"""
    host, port = text.split(":")
    packed = int(host, 16).to_bytes(4, sys.byteorder)  # 本机的次序
    return socket.inet_ntoa(packed), int(port, 16)


def connections(port):
    """这个端口的每个套接字：状态，自己，对方，编号。"""
    names = NAMES.split()
    lines = Path("/proc/net/tcp").read_text().splitlines()
    for fields in map(str.split, lines[1:]):  # 第一行是标题
        here, there = address(fields[1]), address(fields[2])
        if port in (here[1], there[1]):
            name = names[int(fields[3], 16) - 1]
            yield name, here, there, fields[9]


def holders():
    """套接字的编号 -> 打开着它的进程的命令。"""
    found = {}
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # 已经没有了，或者是别人的，不许看
            command = (process / "cmdline").read_bytes()[:200]
            text = os.fsdecode(command).strip("\0").replace("\0", " ")
            for link in (process / "fd").iterdir():
                with suppress(OSError):  # 刚刚关闭的，只跳过它
                    target = str(link.readlink())
                    if target.startswith("socket:["):
                        number = target[8:-1]
                        found[number] = f"进程 {process.name} {text!r}"
    return found


def main():
    if len(sys.argv) != 2 or not sys.argv[1].isdecimal():
        print("用法：python connections.py 端口", file=sys.stderr)
        sys.exit(2)
    found = holders()
    ordered = sorted(connections(int(sys.argv[1])))
    for name, here, there, number in ordered:
        print(f"{name} {here[1]} 对方 {there[1]}", end=" ")
        print(found.get(number, "没有进程"))


if __name__ == "__main__":
    main()
