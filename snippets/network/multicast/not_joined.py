"""错误示范：绑定了多播组的地址，没有加入。

运行：python not_joined.py，启动一个 service.py 以后再运行一次
"""

import socket

from find import through
from service import GROUP, PORT, bind, udp


def main():
    with udp() as sock, udp() as sender:
        bind(sock)
        through(sender)
        sender.sendto(b"hello", (GROUP, PORT))
        sock.settimeout(1)
        try:
            print("收到", sock.recv(1024))
        except socket.timeout as error:
            print("没有收到：", error)


if __name__ == "__main__":
    main()
