"""一行一个 JSON：问两次，第二次少了一个数。

运行：先在另一个终端里运行 json_server.py，再运行 json_client.py
"""

import json
import socket
import sys

from line_server import ADDRESS, read_line


def main():
    try:
        connection = socket.create_connection(ADDRESS, timeout=5)
        with connection, connection.makefile("rb") as stream:
            for asked in ({"a": 1, "b": 2}, {"a": 1}):
                line = json.dumps(asked) + "\n"
                connection.sendall(line.encode())
                reply = read_line(stream)
                if reply is None:
                    raise EOFError("没有回复，服务端就断开了")
                print("客户端：问", asked, "答", reply)
    except (OSError, ValueError, EOFError) as error:
        sys.exit(f"客户端：{error}")


if __name__ == "__main__":
    main()
