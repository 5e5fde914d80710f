"""按名字连接，收一行；名字查不到、连不上，分开说。

运行：先运行 server.py，再运行 python client.py localhost
"""

import socket
import sys

PORT = 21567


def ask(host):
    with socket.create_connection((host, PORT), timeout=5) as it:
        with it.makefile("rb") as lines:
            line = lines.readline(1024)
        if not line.endswith(b"\n"):
            raise ValueError("没有说完")
        return it.getpeername()[0], line.decode(errors="replace")


def main():
    host = sys.argv[1]
    try:
        address, line = ask(host)
    except (socket.gaierror, UnicodeError) as error:
        sys.exit(f"客户端：查不到 {host}：{error}")
    except (OSError, ValueError) as error:
        sys.exit(f"客户端：没有得到回复：{error}")
    print(f"客户端：连上了 {address}，收到 {line.strip()}")


if __name__ == "__main__":
    main()
