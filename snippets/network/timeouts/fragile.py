"""错误示范：没有捕获异常，一个坏字节，整个服务端就没了。

运行：python fragile.py（Ctrl-C 结束），再运行 bad.py
"""

import socket

from server import ADDRESS, serve_one


def main():
    with socket.create_server(ADDRESS) as server:
        print("服务端：正在监听 127.0.0.1:21567")
        while True:
            serve_one(server)


if __name__ == "__main__":
    main()
