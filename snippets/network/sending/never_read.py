"""sendall 返回了，对方的系统也回答了，程序却一个字节也没有读。

运行：python never_read.py（Linux）
"""

import fcntl
import socket
import struct
import termios
import time

ADDRESS = ("127.0.0.1", 21567)
SIZE = 1000


def unanswered(connection):
    """对方的系统还没有回答收到的字节数。"""
    data = fcntl.ioctl(connection, termios.TIOCOUTQ, bytes(4))
    return struct.unpack("i", data)[0]


def main():
    with socket.create_server(ADDRESS):  # 从不 accept，更不读
        with socket.create_connection(ADDRESS, timeout=5) as client:
            client.sendall(bytes(SIZE))
            print(f"客户端：sendall 交出 {SIZE} 字节，返回了")
            end = time.monotonic() + 5
            while unanswered(client) and time.monotonic() < end:
                time.sleep(0.01)
            print(f"客户端：没有得到回答的有 {unanswered(client)} 字节")
    print("服务端：走了，一个字节也没有读")


if __name__ == "__main__":
    main()
