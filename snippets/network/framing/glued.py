"""错误示范：发了两次，一次 recv 就全拿到了，分不清是两条消息。

运行：python glued.py
"""

import socket

ADDRESS = ("127.0.0.1", 8080)


def main():
    with socket.create_server(ADDRESS) as server:
        client = socket.create_connection(ADDRESS)
        connection, _ = server.accept()
    with client, connection:
        client.sendall("你好".encode())
        client.sendall("再见".encode())
        # 等 12 个字节都到了再收；MSG_PEEK 只看，不取走
        while len(connection.recv(1024, socket.MSG_PEEK)) < 12:
            pass
        print("服务端：一次 recv 收到", connection.recv(1024).decode())


if __name__ == "__main__":
    main()
