"""时限一秒，两个地址都不应声：一共等了多久？

运行：先运行 python full.py ::1 127.0.0.1
"""

import socket
import time

from server import PORT


def main():
    start = time.monotonic()
    try:
        socket.create_connection(("localhost", PORT), timeout=1).close()
        print("客户端：连上了")
    except OSError as error:
        print(f"客户端：没有连上：{error}")
    spent = time.monotonic() - start
    print("客户端：等了两秒以上吗？", spent >= 2)


if __name__ == "__main__":
    main()
