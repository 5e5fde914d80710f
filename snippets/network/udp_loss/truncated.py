"""recvmsg 说得出来：这个数据报被截断了。

运行：python truncated.py（Windows 上没有 recvmsg）
"""

import socket

ADDRESS = ("127.0.0.1", 21567)


def main():
    receiver = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    with receiver, sender:
        receiver.bind(ADDRESS)
        receiver.settimeout(5)
        for data in (b"0123456789", b"next"):
            sender.sendto(data, ADDRESS)
            got, _, flags, _ = receiver.recvmsg(4)
            cut = bool(flags & socket.MSG_TRUNC)
            print("接收方：收到", got, "被截断了吗？", cut)


if __name__ == "__main__":
    main()
