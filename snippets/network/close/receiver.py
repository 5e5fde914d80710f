"""接收方：收到对方说完为止，再告诉它收到了多少。

运行：python receiver.py，再在另一个终端里运行 sender.py
"""

import socket

ADDRESS = ("127.0.0.1", 21567)
LARGEST = 1_000_000  # 最多收几个字节


def receive_all(connection):
    """收到 b"" 为止；太长就抛出异常。"""
    data = bytearray()
    while part := connection.recv(64 * 1024):
        data += part
        if len(data) > LARGEST:
            raise ValueError("太长了")
    return bytes(data)


def main():
    with socket.create_server(ADDRESS) as server:
        print("接收方：正在监听 127.0.0.1:21567")
        connection, _ = server.accept()
    try:
        with connection:
            connection.settimeout(5)
            data = receive_all(connection)
            print(f"接收方：收到 {len(data)} 字节，后面没有了")
            connection.sendall(f"收到 {len(data)}\n".encode())
    except (OSError, ValueError) as error:
        print(f"接收方：断开：{error}")


if __name__ == "__main__":
    main()
