"""用套接字说 HTTP：每个参数是请求的一行，空的是空行。

运行：先运行服务端，再运行
python raw.py 'GET / HTTP/1.1' 'Host: 127.0.0.1' ''
"""

import socket
import sys

ADDRESS = ("127.0.0.1", 21567)


def ask(lines):
    request = "".join(f"{line}\r\n" for line in lines)
    with socket.create_connection(ADDRESS, timeout=5) as connection:
        connection.sendall(request.encode())
        connection.shutdown(socket.SHUT_WR)  # 我问完了
        with connection.makefile("rb") as reply:
            for _ in range(100):  # 最多一百行
                line = reply.readline(1000)
                if not line:
                    break
                print(repr(line.decode(errors="replace")))


def main():
    try:
        ask(sys.argv[1:])
    except (OSError, ValueError) as error:
        sys.exit(f"客户端：没有得到：{error}")


if __name__ == "__main__":
    main()
