"""错误示范：只捕获 ValueError，二十万个 [ 就让服务端没了。

运行：python shallow.py（Ctrl-C 结束），再运行 bad.py
"""

import json
import socket

from messages import Lines, pack
from server import ADDRESS


def reply_to(line):
    try:
        message = json.loads(line)
    except ValueError:
        return {"error": "不是 JSON"}
    if not isinstance(message, dict):
        return {"error": "不是字典"}
    return {"text": "收到"}


def main():
    with socket.create_server(ADDRESS) as server:
        print("服务端：正在监听 127.0.0.1:21567")
        connection, _ = server.accept()
    with connection:
        lines = Lines(connection)
        while (line := lines.read(5)) is not None:
            connection.sendall(pack(reply_to(line)))


if __name__ == "__main__":
    main()
