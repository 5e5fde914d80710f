"""这台机器上谁连着谁：读 /proc/net/tcp，再找出是哪个进程。

运行：python connections.py 21567
"""

import glob
import os
import socket
import struct
import sys

STATES = (  # 编号从 1 起，次序是内核的
    *("ESTABLISHED", "SYN_SENT", "SYN_RECV", "FIN_WAIT1"),
    *("FIN_WAIT2", "TIME_WAIT", "CLOSE", "CLOSE_WAIT"),
    *("LAST_ACK", "LISTEN", "CLOSING", "NEW_SYN_RECV"),
)


def address(text):
    """0100007F:543F 变成 ("127.0.0.1", 21567)。"""
    host, port = text.split(":")
    packed = struct.pack("=I", int(host, 16))  # 本机的字节序
    return socket.inet_ntoa(packed), int(port, 16)


def connections(port):
    """这个端口的每个套接字：状态，自己，对方，编号。"""
    with open("/proc/net/tcp") as lines:
        next(lines)  # 标题
        for fields in map(str.split, lines):
            here, there = address(fields[1]), address(fields[2])
            if port in (here[1], there[1]):
                state = STATES[int(fields[3], 16) - 1]
                yield state, here, there, fields[9]


def holders():
    """套接字的编号 -> 打开着它的进程的命令。"""
    found = {}
    for link in glob.glob("/proc/[0-9]*/fd/*"):
        pid = link.split("/")[2]
        try:
            target = os.readlink(link)
            with open(f"/proc/{pid}/cmdline") as file:
                command = " ".join(file.read(200).split("\0"))
        except (OSError, ValueError):
            continue  # 已经没有了，或者是别人的，不许看
        if target.startswith("socket:["):
            found[target[8:-1]] = f"进程 {pid} {command.strip()}"
    return found


def main():
    found = holders()
    for state, here, there, number in sorted(
        connections(int(sys.argv[1]))
    ):
        print(f"{state} {here[1]} 对方 {there[1]}", end=" ")
        print(found.get(number, "没有进程"))


if __name__ == "__main__":
    main()
