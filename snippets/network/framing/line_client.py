"""一行是一条消息：在同一条连接上说三句，每句等一个回复。

运行：先在另一个终端里运行 line_server.py，再运行 line_client.py
"""

import socket
import sys

ADDRESS = ("127.0.0.1", 21567)
LARGEST = 4096  # 一行回复最多几个字节，连同换行


def talk(connection, texts):
    with connection.makefile("rb") as answers:
        for text in texts:
            connection.sendall(f"{text}\n".encode())
            answer = answers.readline(LARGEST)
            if not answer.endswith(b"\n"):
                raise ValueError("回复太长，或者没有说完")
            print("客户端：服务端说", answer[:-1].decode())


def main():
    try:
        with socket.create_connection(ADDRESS, timeout=5) as connection:
            talk(connection, ("你好", "今天天气不错", "再见"))
    except (OSError, ValueError) as error:
        sys.exit(f"客户端：没有得到回复：{error}")


if __name__ == "__main__":
    main()
