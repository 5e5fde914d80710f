"""目标：听客户端说完，回答到一半，断了。

运行：python cut.py（Ctrl-C 结束）
"""

import socket
import struct

import target

RESET = struct.pack("ii", 1, 0)  # 打开，0 秒：关就是重置


def serve_one(server):
    connection, _ = server.accept()
    with connection:
        connection.settimeout(5)
        while connection.recv(65536):
            pass
        connection.sendall("一共 1000".encode())
        connection.setsockopt(
            socket.SOL_SOCKET, socket.SO_LINGER, RESET
        )


if __name__ == "__main__":
    target.serve_one = serve_one
    target.main()
