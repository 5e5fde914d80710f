"""错误示范：全部发完，才开始读。

运行：先在另一个终端里运行 echo.py，再运行 send_first.py 字节数
"""

import socket
import sys

from echo import ADDRESS


def main():
    size = int(sys.argv[1])
    with socket.create_connection(ADDRESS, timeout=2) as connection:
        sent = 0
        try:
            while sent < size:
                part = bytes(min(size - sent, 64 * 1024))
                sent += connection.send(part)
        except OSError as error:
            sys.exit(f"客户端：发了 {sent} 字节，{error}")
        connection.shutdown(socket.SHUT_WR)
        received = 0
        while part := connection.recv(64 * 1024):
            received += len(part)
        print(f"客户端：发了 {sent} 字节，收到 {received} 字节")


if __name__ == "__main__":
    main()
