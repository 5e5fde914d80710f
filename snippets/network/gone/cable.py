"""接一个客户端，什么也不说；按 Enter，网线就拔了。

运行：python cable.py
"""

import socket

from server import ADDRESS
from unplug import unplug


def main():
    with socket.create_server(ADDRESS) as server:
        print("服务端：正在监听 127.0.0.1:21567")
        connection, _ = server.accept()
    with connection:
        print("服务端：接了一个，按 Enter 拔网线")
        input()
        unplug(connection)
        print("服务端：网线拔了，按 Enter 结束")
        input()


if __name__ == "__main__":
    main()
