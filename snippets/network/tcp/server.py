"""TCP 服务端：每个客户端说一句话，回它一句话。

运行：python server.py（Ctrl-C 结束），再在另一个终端里运行 client.py
"""

import socket

ADDRESS = ("127.0.0.1", 21567)
LARGEST = 64 * 1024  # 一句话最多几个字节


def receive_all(connection):
    """收到对方说完为止：这时 recv 返回 b""。"""
    data = bytearray()
    while part := connection.recv(LARGEST):
        data += part
        if len(data) > LARGEST:
            raise ValueError("消息太长")
    return data.decode()


def serve(connection):
    try:
        with connection:
            connection.settimeout(5)  # 每一步最多等五秒
            text = receive_all(connection)
            print(f"服务端：收到“{text}”")
            connection.sendall("你好，我是服务端".encode())
    except (OSError, ValueError) as error:  # 只断开这一个
        print(f"服务端：断开一个客户端：{error}")


def main():
    try:
        with socket.create_server(ADDRESS) as server:
            print("服务端：正在监听 127.0.0.1:21567")
            while True:
                connection, (host, port) = server.accept()
                print(f"服务端：{host}:{port} 连上了")
                serve(connection)
    except KeyboardInterrupt:
        print("服务端：已退出")


if __name__ == "__main__":
    main()
