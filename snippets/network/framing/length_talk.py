"""三个客户端：好好说完的，说到一半的，长度大得离谱的。

运行：python length_talk.py
"""

import socket
import struct

from length import ADDRESS, receive_message, send_message


def well(connection):
    send_message(connection, "你好")
    send_message(connection, "一条消息，\n占了两行")


def half(connection):
    connection.sendall(struct.pack("!I", 10) + b"half")


def huge(connection):
    connection.sendall(b"\xff\xff\xff\xff")


def show(connection):
    connection.settimeout(5)
    try:
        while (text := receive_message(connection)) is not None:
            print("服务端：收到", repr(text))
        print("服务端：对方说完了")
    except (OSError, ValueError) as error:
        print(f"服务端：断开：{error}")


def main():
    with socket.create_server(ADDRESS) as server:
        for talk in (well, half, huge):
            with socket.create_connection(ADDRESS, timeout=5) as client:
                connection, _ = server.accept()
                talk(client)
            with connection:
                show(connection)


if __name__ == "__main__":
    main()
