"""三个套接字绑定同一个地址，数据报给谁？

运行：python shared_port.py（Windows 上没有 SO_REUSEPORT）
"""

import contextlib
import socket

from find import through
from service import GROUP, HERE, PORT, join, udp


def open_three(stack, host, option):
    socks = [stack.enter_context(udp()) for _ in range(3)]
    for sock in socks:
        sock.setsockopt(socket.SOL_SOCKET, option, 1)
        sock.bind((host, PORT))
        if host == GROUP:
            join(sock)
    return socks


def send_twenty(host):
    for _ in range(20):  # 每次是一个新的发送方
        with udp() as sender:
            through(sender)
            sender.sendto(b"?", (host, PORT))


def received(sock):
    count = 0
    sock.settimeout(0.2)  # 这么久没有，就是没有了
    with contextlib.suppress(socket.timeout):
        while sock.recv(1024):
            count += 1
    return count


def show(name, host, option):
    with contextlib.ExitStack() as stack:
        socks = open_three(stack, host, option)
        send_twenty(host)
        print(name, [received(sock) for sock in socks])


def main():
    address, port = socket.SO_REUSEADDR, socket.SO_REUSEPORT
    show("SO_REUSEADDR，发给一台：", HERE, address)
    show("SO_REUSEPORT，发给一台：", HERE, port)
    show("SO_REUSEADDR，多播：", GROUP, address)
    show("SO_REUSEPORT，多播：", GROUP, port)


if __name__ == "__main__":
    main()
