"""create_connection 里面大致是这样：一个地址一个地址地试。

运行：先运行 server.py，再运行 python try_each.py localhost
"""

import socket
import sys

PORT = 21567


def connect(host):
    last = None
    found = socket.getaddrinfo(host, PORT, type=socket.SOCK_STREAM)
    for family, kind, protocol, _, address in found:
        it = socket.socket(family, kind, protocol)
        try:
            it.settimeout(5)
            it.connect(address)
            return it
        except OSError as error:
            it.close()
            print(f"客户端：{address[0]} 不行：{error}")
            last = error
    raise last  # 都不行，抛出最后一个


def main():
    try:
        with connect(sys.argv[1]) as it:
            print(f"客户端：连上了 {it.getpeername()[0]}")
    except OSError as error:
        sys.exit(f"客户端：一个也不行：{error}")


if __name__ == "__main__":
    main()
