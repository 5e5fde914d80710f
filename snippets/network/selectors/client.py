"""客户端：在一条连接上说两行，每行等一行回复。

运行：先在另一个终端里运行 server.py，再运行 client.py
"""

import socket
import sys

ADDRESS = ("127.0.0.1", 21567)


def main():
    try:
        with socket.create_connection(ADDRESS, timeout=8) as it:
            with it.makefile("rb") as replies:
                for text in ("你好", "再见"):
                    it.sendall(f"{text}\n".encode())
                    reply = replies.readline(1024)
                    if not reply.endswith(b"\n"):
                        sys.exit("客户端：没有得到回复")
                    print("客户端：服务端说", reply.decode().rstrip())
    except (OSError, ValueError) as error:
        sys.exit(f"客户端：没有得到回复：{error}")


if __name__ == "__main__":
    main()
