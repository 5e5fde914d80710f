"""一条回复的三种结局：完整的一行，说到一半，被重置。

运行：python ends.py
"""

import socket

ADDRESS = ("127.0.0.1", 21567)


def reply_of(connection):
    """对方的一行回复；没有收全就是 EOFError 或 OSError。"""
    with connection.makefile("rb") as stream:
        line = stream.readline(1024)
    if not line.endswith(b"\n"):
        raise EOFError(f"没有收全，只有 {line}")
    return line


def ask(server, reply, reads):
    """问一句；服务端读或不读，回 reply，然后关闭。"""
    with socket.create_connection(ADDRESS, timeout=5) as client:
        connection, _ = server.accept()
        with connection:
            client.sendall(b"question\n")
            if reads:
                connection.recv(1024)
            connection.sendall(reply)
        return reply_of(client)


def main():
    cases = [(b"answer\n", True), (b"ans", True), (b"", False)]
    with socket.create_server(ADDRESS) as server:
        for reply, reads in cases:
            try:
                print("客户端：得到", ask(server, reply, reads))
            except (OSError, EOFError) as error:
                print(f"客户端：{type(error).__name__}：{error}")


if __name__ == "__main__":
    main()
