"""一份一份地来：发一份，收回一份，再发下一份。

运行：先在另一个终端里运行 echo.py，再运行 in_parts.py 字节数
"""

import socket
import sys

from echo import ADDRESS

PART = 64 * 1024


def send_and_receive(connection, part):
    connection.sendall(part)
    received = 0
    while received < len(part):
        data = connection.recv(PART)
        if not data:
            raise ValueError("对方没送完就走了")
        received += len(data)
    return received


def main():
    size = int(sys.argv[1])
    received = 0
    try:
        with socket.create_connection(ADDRESS, timeout=5) as connection:
            while received < size:
                part = bytes(min(size - received, PART))
                received += send_and_receive(connection, part)
    except (OSError, ValueError) as error:
        sys.exit(f"客户端：没有说完：{error}")
    print(f"客户端：收到 {received} 字节")


if __name__ == "__main__":
    main()
