"""错误示范：没有读完就关闭，对方交出去的一千个字节丢了。

运行：python lost.py
"""

import socket

ADDRESS = ("127.0.0.1", 21567)


def main():
    with socket.create_server(ADDRESS) as server:
        client = socket.create_connection(ADDRESS, timeout=5)
        connection, _ = server.accept()
    with client:
        client.sendall(bytes(1000))
        print("客户端：sendall 返回了，没有异常")
        with connection:
            connection.sendall(b"hello")
        print("服务端：说了 hello，没有读就关闭了")
        for _ in range(2):
            try:
                print(f"客户端：recv 得到 {client.recv(64 * 1024)}")
            except OSError as error:
                print(f"客户端：{type(error).__name__}: {error}")


if __name__ == "__main__":
    main()
