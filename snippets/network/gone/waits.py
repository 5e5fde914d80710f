"""等服务端说话，最多等这么多秒，看系统会不会先说它没了。

运行：先在另一个终端里运行 cable.py，再运行 waits.py 秒数 选项
选项：send（先发一句）、keepalive、user_timeout
"""

import socket
import sys

from server import ADDRESS

TCP = socket.IPPROTO_TCP


def set_keepalive(connection):
    idle = connection.getsockopt(TCP, socket.TCP_KEEPIDLE)
    every = connection.getsockopt(TCP, socket.TCP_KEEPINTVL)
    count = connection.getsockopt(TCP, socket.TCP_KEEPCNT)
    print(f"客户端：本来是 {idle} 秒后问，每 {every} 秒，{count} 次")
    connection.setsockopt(TCP, socket.TCP_KEEPIDLE, 1)
    connection.setsockopt(TCP, socket.TCP_KEEPINTVL, 1)
    connection.setsockopt(TCP, socket.TCP_KEEPCNT, 1)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, True)


def wait(connection, options):
    try:
        if "send" in options:
            connection.sendall(b"hello\n")
        if "keepalive" in options:
            set_keepalive(connection)
        if "user_timeout" in options:  # 以毫秒为单位
            connection.setsockopt(TCP, socket.TCP_USER_TIMEOUT, 1000)
        print("客户端：得到", connection.recv(1024))
    except OSError as error:
        print(f"客户端：{error}")


def main():
    seconds, options = float(sys.argv[1]), sys.argv[2:]
    with socket.create_connection(ADDRESS, seconds) as connection:
        print("客户端：连上了，按 Enter 开始等")
        input()
        wait(connection, options)


if __name__ == "__main__":
    main()
