"""监听一次，由服务端先关闭连接：看下一次能不能 bind。

运行：python restart.py 21568 reuse（设置 SO_REUSEADDR）
或者：python restart.py 21568 plain（不设置）
"""

import os
import socket
import sys


def serve_once(server, address):
    client = socket.create_connection(address, timeout=5)
    connection, _ = server.accept()
    with client:
        connection.close()  # 服务端先关闭
        client.recv(1)  # 等到它关闭，客户端才关闭


def main():
    address = ("127.0.0.1", int(sys.argv[1]))
    reuse = sys.argv[2] == "reuse" and os.name == "posix"
    with socket.socket(socket.AF_INET) as server:
        if reuse:  # 要在 bind 之前
            level = socket.SOL_SOCKET
            server.setsockopt(level, socket.SO_REUSEADDR, 1)
        try:
            server.bind(address)
        except OSError as error:
            sys.exit(f"服务端：不能绑定：{error}")
        server.listen()
        serve_once(server, address)
    print("服务端：结束，设置了吗？", reuse)


if __name__ == "__main__":
    main()
