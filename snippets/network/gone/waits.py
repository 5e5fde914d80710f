"""连上服务端，打开 keepalive，等它说话，最多三秒。

运行：先在另一个终端里运行 server.py，按 Ctrl-Z 停住它，再运行 waits.py
"""

import socket

from keepalive import set_keepalive
from server import ADDRESS


def main():
    with socket.create_connection(ADDRESS, timeout=3) as connection:
        set_keepalive(connection)
        try:
            result = connection.recv(1024)
        except OSError as error:
            result = error
        print(f"客户端：{result}")


if __name__ == "__main__":
    main()
