"""发送方：发完，半关闭，对方说收到了才算数。

运行：先在另一个终端里运行 receiver.py，再运行 sender.py
"""

import socket
import sys

ADDRESS = ("127.0.0.1", 21567)


def deliver(data):
    with socket.create_connection(ADDRESS, timeout=5) as connection:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)  # 我说完了，还在听
        with connection.makefile("rb") as replies:
            reply = replies.readline(100)
    answer = reply.decode()
    if answer != f"收到 {len(data)}\n":
        raise ValueError(f"对方回复 {answer!r}")


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    try:
        deliver(bytes(size))
    except (OSError, ValueError) as error:
        sys.exit(f"发送方：不知道对方收到没有：{error}")
    print(f"发送方：{size} 字节，对方说全部收到了")


if __name__ == "__main__":
    main()
