"""先发长度，再发内容：连在一起的分得开，没收全的不算数。

运行：python length.py
"""

import socket
import struct

ADDRESS = ("127.0.0.1", 21567)
LARGEST = 64 * 1024  # 一条消息最多几个字节


def send_message(connection, text):
    data = text.encode()
    connection.sendall(struct.pack("!I", len(data)) + data)


def receive_message(stream):
    """下一条消息；None：对方说完了。没收全、太长都是异常。"""
    header = stream.read(4)  # 收够 4 个字节，或者对方关闭
    if not header:
        return None
    if len(header) < 4:
        raise EOFError("长度没有收全")
    (size,) = struct.unpack("!I", header)
    if size > LARGEST:  # 先看，再收
        raise ValueError(f"对方说有 {size} 个字节，太长")
    data = stream.read(size)
    if len(data) < size:
        raise EOFError(f"还差 {size - len(data)} 个字节")
    return data.decode()


def receive_all(connection):
    try:
        with connection, connection.makefile("rb") as stream:
            connection.settimeout(5)
            while (text := receive_message(stream)) is not None:
                print("服务端：收到", repr(text))
        print("服务端：对方说完了")
    except (OSError, ValueError, EOFError) as error:
        print(f"服务端：断开一个客户端：{error}")


def main():
    endings = [b"", struct.pack("!I", 10) + b"half", b"\xff" * 4]
    with socket.create_server(ADDRESS) as server:
        for ending in endings:
            with socket.create_connection(ADDRESS) as client:
                connection, _ = server.accept()
                send_message(client, "你好")
                send_message(client, "一条消息，\n占了两行")
                client.sendall(ending)
            receive_all(connection)


if __name__ == "__main__":
    main()
