"""一行一个 JSON：收到 {"a": 1, "b": 2}，回 {"sum": 3}。

运行：python json_server.py（Ctrl-C 结束），再运行 json_client.py
"""

import json
import socket

from line_server import ADDRESS, read_line


def answer(line):
    try:
        asked = json.loads(line)
        return {"sum": asked["a"] + asked["b"]}
    except (ValueError, KeyError, TypeError) as error:
        return {"error": repr(error)}


def serve(connection):
    try:
        with connection, connection.makefile("rb") as stream:
            connection.settimeout(5)
            while (line := read_line(stream)) is not None:
                reply = json.dumps(answer(line)) + "\n"
                connection.sendall(reply.encode())
    except (OSError, ValueError) as error:
        print("服务端：断开一个客户端：", error)


def main():
    try:
        with socket.create_server(ADDRESS) as server:
            print("服务端：正在监听 127.0.0.1:21567")
            while True:
                serve(server.accept()[0])
    except KeyboardInterrupt:
        print("服务端：已退出")


if __name__ == "__main__":
    main()
