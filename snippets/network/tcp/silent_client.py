"""沉默的客户端：连上以后什么也不说，按 Enter 才离开。

运行：先在另一个终端里运行一个服务端，再运行 silent_client.py
"""

import socket


def main():
    with socket.create_connection(("127.0.0.1", 8080)):
        print("沉默的客户端：已连上，按 Enter 离开")
        input()
    print("沉默的客户端：走了")


if __name__ == "__main__":
    main()
