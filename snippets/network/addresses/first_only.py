"""错误示范：只试名字的第一个地址。

运行：先运行 server.py，再运行 python first_only.py localhost
"""

import socket
import sys

from server import PORT


def connect(host):
    found = socket.getaddrinfo(host, PORT, type=socket.SOCK_STREAM)
    family, kind, protocol, _, address = found[0]
    it = socket.socket(family, kind, protocol)
    try:
        it.settimeout(5)
        it.connect(address)
    except OSError:
        it.close()
        raise
    return it


def main():
    try:
        with connect(sys.argv[1]) as it:
            print(f"客户端：第一个就行：{it.getpeername()[0]}")
    except OSError as error:
        sys.exit(f"客户端：没有连上：{error}")


if __name__ == "__main__":
    main()
