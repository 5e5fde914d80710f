"""发两个字典，每个等一个字典。

运行：先在另一个终端里运行 server.py，再运行 client.py
"""

import socket
import sys

from messages import Lines, pack, unpack
from server import ADDRESS


def ask(connection, lines, message):
    connection.settimeout(5)
    connection.sendall(pack(message))
    line = lines.read(5)
    if line is None:
        raise ValueError("对方没有回答就走了")
    return unpack(line)


def main():
    try:
        with socket.create_connection(ADDRESS, timeout=5) as connection:
            lines = Lines(connection)
            for name in ("小明", "第一行\n第二行"):
                message = {"version": 1, "type": "greet", "name": name}
                print("客户端：得到", ask(connection, lines, message))
    except (OSError, ValueError) as error:
        sys.exit(f"客户端：没有得到回答：{error}")


if __name__ == "__main__":
    main()
