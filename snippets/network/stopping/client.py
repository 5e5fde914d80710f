"""请服务端做几秒的事，等它做完；没有回复就是错误。

运行：先在另一个终端里运行服务端，再运行 python client.py 3
"""

import socket
import sys
import time

ADDRESS = ("127.0.0.1", 21567)
LARGEST = 1024  # 回复最多几个字节


def ask(text, seconds):
    """说一行，等一行，总共最多这么久。"""
    end = time.monotonic() + seconds
    data = bytearray()
    with socket.create_connection(ADDRESS, seconds) as connection:
        connection.sendall(f"{text}\n".encode())
        while not data.endswith(b"\n"):
            connection.settimeout(max(end - time.monotonic(), 0.001))
            part = connection.recv(LARGEST)
            if not part:
                raise ValueError("服务端没有说完就断开了")
            data += part
            if len(data) > LARGEST:
                raise ValueError("回复太长")
    return data.decode().rstrip("\n")


def main():
    if len(sys.argv) != 2:
        print("用法：python client.py 几秒", file=sys.stderr)
        sys.exit(2)
    try:
        print("客户端：服务端说", ask(sys.argv[1], 60))
    except (OSError, ValueError) as error:
        sys.exit(f"客户端：没有得到回复：{error}")


if __name__ == "__main__":
    main()
