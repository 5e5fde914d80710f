"""对方不读，能交出去多少：两边的缓冲区满了为止。

运行：python buffers.py
"""

import socket

ADDRESS = ("127.0.0.1", 21567)


def fill(size=None):
    with socket.create_server(ADDRESS) as server:
        if size:
            option = (socket.SOL_SOCKET, socket.SO_RCVBUF, size)
            server.setsockopt(*option)  # 连上以前设，accept 的也有
        client = socket.socket()
        if size:
            option = (socket.SOL_SOCKET, socket.SO_SNDBUF, size)
            client.setsockopt(*option)
        client.settimeout(5)
        client.connect(ADDRESS)
        connection, _ = server.accept()
    with client, connection:
        real = client.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF)
        print(f"SO_SNDBUF 设为 {size or '默认的'}，是 {real}")
        client.setblocking(False)  # 满了就抛出异常，不等
        sent = 0
        try:
            while True:
                sent += client.send(bytes(64 * 1024))
        except BlockingIOError:
            print(f"交出 {sent} 字节就满了")


def main():
    fill()
    fill(10_000)


if __name__ == "__main__":
    main()
