"""慢客户端：每 0.4 秒只发一个字节。

运行：先在另一个终端里运行服务端，再运行 slow.py
"""

import socket
import time

ADDRESS = ("127.0.0.1", 21567)


def main():
    with socket.create_connection(ADDRESS, timeout=5) as connection:
        print("慢客户端：开始说")
        try:
            for byte in b"hello, slow\n":
                connection.sendall(bytes([byte]))
                time.sleep(0.4)
            print("慢客户端：说完了")
        except OSError:
            print("慢客户端：没说完就被断开了")


if __name__ == "__main__":
    main()
