"""一行是一条消息：同一条连接上说很多句，每句都有回复。

运行：python line_server.py（Ctrl-C 结束），再运行 line_client.py
"""

import socket

ADDRESS = ("127.0.0.1", 21567)
LONGEST = 4096  # 一行最多几个字节，连换行在内


def read_line(stream):
    """下一行，不带换行；None：对方说完了。半行、太长都是异常。"""
    line = stream.readline(LONGEST)
    if not line:
        return None
    if not line.endswith(b"\n"):
        raise ValueError(f"不是完整的一行：{line[:20]!r}")
    return line.decode().removesuffix("\n")


def serve(connection):
    try:
        with connection, connection.makefile("rb") as stream:
            connection.settimeout(5)  # 每次读最多等五秒
            while (text := read_line(stream)) is not None:
                print("服务端：收到", text)
                connection.sendall(f"收到“{text}”\n".encode())
        print("服务端：客户端说完了")
    except (OSError, ValueError) as error:  # 只断开这一个
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
