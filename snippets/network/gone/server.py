"""客户端两秒没有声音就断开；来了 ping，就回 pong。

运行：python server.py（Ctrl-C 结束），再运行 client.py
"""

import socket
import time

ADDRESS = ("127.0.0.1", 21567)
LARGEST = 1024  # 一行最多几个字节
LIMIT = 2  # 最多沉默几秒


class Lines:
    """一行一行地收：每行有上限，总共的时间也有。"""

    def __init__(self, connection):
        self.connection = connection
        self.rest = bytearray()

    def read(self, seconds):
        end = time.monotonic() + seconds
        while b"\n" not in self.rest:
            room = LARGEST - len(self.rest)
            if room <= 0:
                raise ValueError("太长了")
            left = end - time.monotonic()
            if left <= 0:
                raise TimeoutError("timed out")
            self.connection.settimeout(left)
            part = self.connection.recv(room)
            if not part:
                raise ConnectionError("对方走了")
            self.rest += part
        line, _, self.rest = self.rest.partition(b"\n")
        return line.decode()


def serve_one(connection):
    print("服务端：来了一个客户端")
    lines = Lines(connection)
    while True:
        text = lines.read(LIMIT)  # 沉默太久，就是异常
        if text == "ping":
            reply = "pong"
        else:
            print(f"服务端：收到 {text!r}")
            reply = f"收到“{text}”"
        connection.settimeout(LIMIT)
        connection.sendall(f"{reply}\n".encode())


def accept(server):
    while True:
        try:
            return server.accept()[0]
        except OSError as error:  # 例如描述符用完了
            print(f"服务端：接不了：{error}")
            time.sleep(1)  # 不歇，它会空转


def serve_all(server):
    while True:
        try:
            with accept(server) as connection:
                serve_one(connection)
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
