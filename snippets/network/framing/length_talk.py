"""三个客户端：好好说完的，说到一半的，长度大得离谱的。

运行：python length_talk.py
"""

import socket

from length import receive_message, with_length

ADDRESS = ("127.0.0.1", 21567)
TALKS = (
    with_length("你好") + with_length("一条消息，\n占了两行"),
    with_length("一半")[:7],
    b"\xff\xff\xff\xff",
)


def receive_all(connection):
    connection.settimeout(5)
    try:
        while (text := receive_message(connection)) is not None:
            print("服务端：收到", repr(text))
        print("服务端：对方说完了")
    except (OSError, ValueError) as error:
        print(f"服务端：断开：{error}")


def main():
    with socket.create_server(ADDRESS) as server:
        for data in TALKS:
            with socket.create_connection(ADDRESS, timeout=5) as client:
                connection, _ = server.accept()
                client.sendall(data)
            with connection:
                receive_all(connection)


if __name__ == "__main__":
    main()
