"""收下一份东西，告诉对方收到了几个字节。

运行：python server.py（Ctrl-C 结束），再运行 client.py
"""

import socket

ADDRESS = ("127.0.0.1", 21567)
LARGEST = 10_000_000  # 一份最多几个字节


def receive_all(connection):
    data = bytearray()
    while part := connection.recv(64 * 1024):
        data += part
        if len(data) > LARGEST:
            raise ValueError("太大了")
    return data


def serve(connection):
    try:
        with connection:
            connection.settimeout(5)
            data = receive_all(connection)
            print("服务端：收到", len(data), "字节")
            connection.sendall(b"%d\n" % len(data))
    except (OSError, ValueError) as error:
        print("服务端：断开一个客户端：", error)


def main():
    try:
        with socket.create_server(ADDRESS) as server:
            print("服务端：正在监听 127.0.0.1:21567")
            while True:
                serve(server.accept()[0])
    except KeyboardInterrupt:
        print("服务端：已退出")


if __name__ == "__main__":
    main()
