"""TCP 服务端：每个客户端说一句话，回它一句话。

运行：python server.py（Ctrl-C 结束），再在另一个终端里运行 client.py
"""

import socket


def receive_all(connection):
    """收到对方说完为止：这时 recv 返回 b""。"""
    data = b""
    while part := connection.recv(1024):
        data += part
    return data.decode()


def main():
    with socket.create_server(("127.0.0.1", 8080)) as server:
        try:
            print("服务端：正在监听 127.0.0.1:8080")
            while True:
                connection, (host, port) = server.accept()
                with connection:
                    text = receive_all(connection)
                    print(f"服务端：{host}:{port} 发来：{text}")
                    connection.sendall("你好，我是服务器".encode())
        except KeyboardInterrupt:
            print("服务端：已退出")


if __name__ == "__main__":
    main()
