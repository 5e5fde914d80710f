"""按名字连接，总共最多两秒，平分给还没有试的地址。

运行：先运行服务端，再运行 python total.py localhost
"""

import socket
import sys
import time

PORT = 21567


def try_one(found, seconds):
    family, kind, protocol, _, address = found
    it = socket.socket(family, kind, protocol)
    try:
        it.settimeout(seconds)
        it.connect(address)
        return it
    except OSError as error:
        it.close()
        print(f"客户端：{address[0]} 不行：{error}")
        raise


def connect(host, seconds):
    found = socket.getaddrinfo(host, PORT, type=socket.SOCK_STREAM)
    end = time.monotonic() + seconds
    for number, each in enumerate(found):
        left = max(end - time.monotonic(), 0.01)
        try:
            return try_one(each, left / (len(found) - number))
        except OSError as error:
            last = error
    raise last


def main():
    try:
        with connect(sys.argv[1], 2) as it:
            print(f"客户端：连上了 {it.getpeername()[0]}")
    except OSError as error:
        sys.exit(f"客户端：没有连上：{error}")


if __name__ == "__main__":
    main()
