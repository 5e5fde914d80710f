"""先发长度，再发内容：连在一起的分得开，没收全的不算数。

运行：python length.py
"""

import socket
import struct

ADDRESS = ("127.0.0.1", 8080)


def send_message(connection, text):
    data = text.encode()
    connection.sendall(struct.pack("!I", len(data)) + data)


def receive_exactly(connection, size):
    """收够 size 个字节；对方先关闭了，就抛出异常。"""
    data = b""
    while len(data) < size:
        part = connection.recv(size - len(data))
        if not part:
            raise EOFError(f"还差 {size - len(data)} 个字节")
        data += part
    return data


def receive_message(connection):
    (size,) = struct.unpack("!I", receive_exactly(connection, 4))
    return receive_exactly(connection, size).decode()


def main():
    with socket.create_server(ADDRESS) as server:
        client = socket.create_connection(ADDRESS)
        connection, _ = server.accept()
    with client:
        send_message(client, "你好")
        send_message(client, "一条消息，\n占了两行")
        client.sendall(struct.pack("!I", 10) + b"half")
    with connection:
        try:
            while True:
                print("服务端：收到", repr(receive_message(connection)))
        except EOFError as error:
            print(f"服务端：对方关闭了，{error}")


if __name__ == "__main__":
    main()
