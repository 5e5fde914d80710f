"""线程池：最多八个线程，客户端沉默太久就断开。

运行：python pool_server.py（Ctrl-C 结束），再运行 client.py
"""

import socket
from concurrent.futures import ThreadPoolExecutor


def serve(connection):
    with connection:
        connection.settimeout(30)  # 每次 recv 最多等 30 秒
        try:
            data = b""
            while part := connection.recv(1024):
                data += part
            print(f"服务端：收到“{data.decode()}”")
            connection.sendall("你好，我是服务器".encode())
        except (OSError, UnicodeDecodeError) as error:
            # 超时，对方断开了，或者不是 UTF-8
            print("服务端：断开一个客户端：", error)


def main():
    server = socket.create_server(("127.0.0.1", 8080))
    # 离开 with 时，线程池等正在服务的客户端结束
    with server, ThreadPoolExecutor(max_workers=8) as pool:
        try:
            print("服务端：正在监听 127.0.0.1:8080")
            while True:
                connection, _ = server.accept()
                pool.submit(serve, connection)
        except KeyboardInterrupt:
            print("服务端：不再接受新的客户端")


if __name__ == "__main__":
    main()
