"""客户端：说一些，说完了，等回答，最多三秒。

运行：先在别的终端里运行 target.py 和 proxy.py，再运行 client.py
"""

import socket
import sys

ADDRESS = ("127.0.0.1", 21567)  # 是代理，不是目标


def main():
    try:
        with socket.create_connection(ADDRESS, timeout=3) as sock:
            sock.sendall(b"x" * 100_000)
            sock.shutdown(socket.SHUT_WR)  # 我说完了，还要听
            with sock.makefile("rb") as replies:
                reply = replies.read(1000).decode().strip()
    except (OSError, ValueError) as error:
        sys.exit(f"客户端：没有回答：{error}")
    if not reply:
        sys.exit("客户端：没有回答，断开了")
    print("客户端：目标说", reply)


if __name__ == "__main__":
    main()
