"""backlog 是还没有 accept 的连接可以排多长，不是客户端的数量。

运行：python backlog.py（Linux 上的结果）
"""

import socket
from contextlib import ExitStack

ADDRESS = ("127.0.0.1", 21567)
CLIENTS = 5


def main():
    with ExitStack() as stack:  # 离开时关闭所有的套接字
        enter = stack.enter_context
        listening = socket.create_server(ADDRESS, backlog=1)
        server = enter(listening)
        for _ in range(CLIENTS):
            enter(socket.create_connection(ADDRESS, timeout=5))
            enter(server.accept()[0])
        print(f"服务端：listen(1)，连着 {CLIENTS} 个客户端")

        print("服务端：从现在起不再 accept")
        waiting = 0
        try:
            while waiting < 100:
                enter(socket.create_connection(ADDRESS, timeout=0.5))
                waiting += 1
        except OSError as error:
            print(f"客户端：{waiting} 个连上了，下一个：{error}")


if __name__ == "__main__":
    main()
