"""错误示范：线程只有两个，排队的却没有上限。

运行：python pool_queue.py（Ctrl-C 结束）
"""

import socket
from concurrent.futures import ThreadPoolExecutor

from server import ADDRESS, say


def serve(connection):
    with connection:
        connection.settimeout(2)
        try:
            text = connection.recv(1024).decode()
            say(f"服务端：收到“{text}”")
        except (OSError, ValueError) as error:
            say(f"服务端：断开一个客户端：{error}")


def accept_all(server, pool):
    while True:
        connection, _ = server.accept()
        pool.submit(serve, connection)  # 排队


def main():
    server = socket.create_server(ADDRESS)
    # 离开 with 时，池先把排队的做完
    with server, ThreadPoolExecutor(2) as pool:
        try:
            say("服务端：正在监听 127.0.0.1:21567")
            accept_all(server, pool)
        except KeyboardInterrupt:
            say("服务端：不再接新的")
    say("服务端：已退出")


if __name__ == "__main__":
    main()
