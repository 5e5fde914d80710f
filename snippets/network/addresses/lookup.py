"""一个名字有哪些地址，按连接时试的次序。

运行：python lookup.py localhost
"""

import socket
import sys


def main():
    found = socket.getaddrinfo(
        sys.argv[1], 21567, type=socket.SOCK_STREAM
    )
    for family, _kind, _protocol, _name, address in found:
        print(family.name, address)


if __name__ == "__main__":
    main()
