"""一行是一条消息：在同一条连接上说三句，每句等一个回复。

运行：先在另一个终端里运行 line_server.py，再运行 line_client.py
"""

import socket
import sys

from line_server import ADDRESS, read_line


def main():
    try:
        connection = socket.create_connection(ADDRESS, timeout=5)
        with connection, connection.makefile("rb") as stream:
            for text in ("你好", "今天天气不错", "再见"):
                connection.sendall(f"{text}\n".encode())
                answer = read_line(stream)
                if answer is None:
                    raise EOFError("没有回复，服务端就断开了")
                print("客户端：服务端说", answer)
    except (OSError, ValueError, EOFError) as error:
        sys.exit(f"客户端：{error}")


if __name__ == "__main__":
    main()
