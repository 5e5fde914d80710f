"""sendall 返回了，对方却一个字节也没有读。

运行：python lost.py
"""

import socket

ADDRESS = ("127.0.0.1", 21567)


def attempt(what, action):
    try:
        print(f"客户端：{what} 返回 {action()!r}")
    except OSError as error:
        print(f"客户端：{what} 抛出 {type(error).__name__}：{error}")


def main():
    with socket.create_server(ADDRESS) as server:
        client = socket.create_connection(ADDRESS, timeout=5)
        connection, _ = server.accept()
    with client:
        attempt("sendall", lambda: client.sendall(bytes(1000)))
        connection.close()
        print("服务端：一个字节也没有读，就关闭了")
        attempt("recv", lambda: client.recv(100))
        attempt("再 sendall", lambda: client.sendall(bytes(1000)))


if __name__ == "__main__":
    main()
