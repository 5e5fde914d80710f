"""客户端：说一行，等一行；按 Enter 才离开。

运行：先运行服务端，再运行 python client.py 21567
"""

import socket
import sys


def main():
    if len(sys.argv) != 2 or not sys.argv[1].isdecimal():
        print("用法：python client.py 端口", file=sys.stderr)
        sys.exit(2)
    address = ("127.0.0.1", int(sys.argv[1]))
    try:
        with socket.create_connection(address, timeout=5) as it:
            it.sendall("你好\n".encode())
            with it.makefile("rb") as lines:
                reply = lines.readline(1024)
            if not reply:
                raise ValueError("空的")
            print(f"客户端：得到 {reply.decode()!r}，按 Enter 离开")
            input()
    except (OSError, ValueError) as error:
        sys.exit(f"客户端：没有得到回复：{error}")
    print("客户端：走了")


if __name__ == "__main__":
    main()
