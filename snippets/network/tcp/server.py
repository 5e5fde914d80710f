"""TCP 服务端：每个客户端说一句话，回它一句话。

运行：python server.py（Ctrl-C 结束），再运行 client.py
"""

import socket
import time

ADDRESS = ("127.0.0.1", 21567)
LARGEST = 64 * 1024  # 一句话最多几个字节
SECONDS = 5  # 收一句话总共几秒


def receive_all(connection):
    """收到对方说完为止；太长、太久都是异常。"""
    end = time.monotonic() + SECONDS
    data = bytearray()
    while len(data) <= LARGEST:
        left = end - time.monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        connection.settimeout(left)
        part = connection.recv(64 * 1024)
        if not part:  # b""：后面没有了
            return data.decode()
        data += part
    raise ValueError("太长了")


def serve_one(server):
    connection, (host, port) = server.accept()
    with connection:
        text = receive_all(connection)
        print(f"服务端：{host}:{port} 发来：{text}")
        connection.sendall("你好，我是服务端".encode())


def serve_all(server):
    while True:
        try:
            serve_one(server)
        except (OSError, ValueError) as error:  # 只断开这一个
            print(f"服务端：断开一个客户端：{error}")
            time.sleep(0.1)  # 连 accept 都失败时，不空转


def main():
    try:
        with socket.create_server(ADDRESS) as server:
            print("服务端：正在监听 127.0.0.1:21567")
            serve_all(server)
    except KeyboardInterrupt:
        print("服务端：已退出")


if __name__ == "__main__":
    main()
