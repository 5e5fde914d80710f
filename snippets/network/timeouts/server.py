"""每个客户端说一行、得一行：大小和总共的时间都有上限。

运行：python server.py（Ctrl-C 结束），再运行 client.py
"""

import socket
import time

ADDRESS = ("127.0.0.1", 21567)
LARGEST = 64 * 1024  # 一行最多几个字节
SECONDS = 1  # 收一行总共几秒


def read_line(connection, end):
    """收一行，最晚到 end；没说完、太长、太久都是异常。"""
    data = bytearray()
    while b"\n" not in data:
        left = end - time.monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        connection.settimeout(left)  # 只等剩下的时间
        part = connection.recv(64 * 1024)
        if not part:
            raise ValueError("没有说完")
        data += part
        if len(data) > LARGEST:
            raise ValueError("太长了")
    return data.partition(b"\n")[0].decode()


def accept(server):
    while True:
        try:
            return server.accept()[0]
        except OSError as error:  # 例如描述符用完了
            print(f"服务端：接不了：{error}")
            time.sleep(1)  # 不歇，它会空转


def serve_one(server):
    with accept(server) as connection:
        text = read_line(connection, time.monotonic() + SECONDS)
        print(f"服务端：收到 {text}")
        connection.sendall(f"收到“{text}”\n".encode())


def serve_all(server):
    while True:
        try:
            serve_one(server)
        except (OSError, ValueError) as error:  # 只断开这一个
            print(f"服务端：断开一个客户端：{error}")


def main():
    try:
        with socket.create_server(ADDRESS) as server:
            print("服务端：正在监听 127.0.0.1:21567")
            serve_all(server)
    except KeyboardInterrupt:
        print("服务端：已退出")


if __name__ == "__main__":
    main()
