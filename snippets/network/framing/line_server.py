"""一行是一条消息：每行有上限，半行不算数，每行都有回复。

运行：python line_server.py（Ctrl-C 结束），再运行 line_client.py
"""

import socket
import time

ADDRESS = ("127.0.0.1", 21567)
LARGEST = 1024  # 一行最多几个字节，连同换行


def read_line(lines):
    """读一行；对方在两行之间说完了，返回 None。"""
    line = lines.readline(LARGEST)
    if not line:
        return None
    if not line.endswith(b"\n"):
        raise ValueError("这一行太长，或者没有说完")
    return line[:-1].decode()


def serve_one(server):
    connection, _ = server.accept()
    with connection, connection.makefile("rb") as lines:
        connection.settimeout(5)  # 每次最多等五秒
        while (text := read_line(lines)) is not None:
            print(f"服务端：收到 {text}")
            connection.sendall(f"收到“{text}”\n".encode())
    print("服务端：客户端说完了")


def serve_all(server):
    while True:
        try:
            serve_one(server)
        except (OSError, ValueError) as error:
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
