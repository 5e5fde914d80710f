"""客户端：连上服务端，收完它说的，然后关闭。

运行：先运行 python server.py，再运行 python client.py
"""

import socket
import sys

ADDRESS = ("127.0.0.1", 21567)


def receive():
    with socket.create_connection(ADDRESS, timeout=5) as server:
        data = bytearray()
        while len(data) < 65536:
            part = server.recv(65536)
            if not part:
                break
            data += part
        return data.decode()


def main():
    try:
        text = receive()
    except (OSError, UnicodeDecodeError) as error:
        sys.exit(f"客户端：{error}")
    if not text:
        sys.exit("客户端：服务端什么也没说")
    print("客户端：收到", text)


if __name__ == "__main__":
    main()
