"""端口写 0：由操作系统挑一个空闲的。

运行：python free_port.py
"""

import socket

HOST = "127.0.0.1"


def main():
    with (
        socket.create_server((HOST, 0)) as first,
        socket.create_server((HOST, 0)) as second,
    ):
        ports = {server.getsockname()[1] for server in (first, second)}
        print("main：两个端口不同吗？", len(ports) == 2)
        for port in ports:
            socket.create_connection((HOST, port), timeout=5).close()
        print("main：两个都连得上")


if __name__ == "__main__":
    main()
