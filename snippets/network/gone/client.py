"""没有话说，也每半秒发一个 ping；两秒没有回答，就算断了。

运行：先在另一个终端里运行 server.py，再运行 client.py
"""

import socket
import sys
import time

from server import ADDRESS, LIMIT, Lines

INTERVAL = 0.5  # 每隔几秒一个心跳


def ask(connection, lines, text):
    connection.settimeout(LIMIT)
    connection.sendall(f"{text}\n".encode())
    return lines.read(LIMIT)


def stay(connection, lines):
    while True:
        if ask(connection, lines, "ping") != "pong":
            raise ValueError("回答的不是 pong")
        time.sleep(INTERVAL)


def talk():
    with socket.create_connection(ADDRESS, timeout=LIMIT) as connection:
        lines = Lines(connection)
        print("客户端：服务端说", ask(connection, lines, "你好"))
        stay(connection, lines)


def main():
    try:
        talk()
    except (OSError, ValueError) as error:
        sys.exit(f"客户端：断了：{error}")
    except KeyboardInterrupt:
        print("客户端：已退出")


if __name__ == "__main__":
    main()
