"""一行一个 JSON：消息里有换行，也能按行分。

运行：python json_lines.py
"""

import json
import socket

from line_server import ADDRESS, read_line

MESSAGES = [{"name": "Bob", "text": "一条消息，\n占了两行"}, [1, 2, 3]]


def main():
    with socket.create_server(ADDRESS) as server:
        client = socket.create_connection(ADDRESS, timeout=5)
        connection, _ = server.accept()
    with client:
        for message in MESSAGES:
            line = json.dumps(message, ensure_ascii=False)
            client.sendall(line.encode() + b"\n")
    with connection, connection.makefile("rb") as lines:
        connection.settimeout(5)
        while (line := read_line(lines)) is not None:
            print("服务端：收到", json.loads(line))


if __name__ == "__main__":
    main()
