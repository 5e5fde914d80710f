"""把每一种错真的做出来，看它的类、编号和文字。

运行：python faces.py
"""

import errno
import resource
import socket

ADDRESS = ("127.0.0.1", 21567)


def pair():
    """一条连接的两端，都在本机。"""
    with socket.create_server(ADDRESS) as server:
        client = socket.create_connection(ADDRESS, timeout=5)
        return client, server.accept()[0]


def refused():
    socket.create_connection(ADDRESS, timeout=5)  # 没有人监听


def reset():
    client, connection = pair()
    with client, connection:
        client.sendall(b"hello")
        connection.recv(1)  # 五个字节只读一个
        connection.close()  # 所以连接被重置
        client.recv(1024)


def broken_pipe():
    client, connection = pair()
    with client, connection:
        connection.close()
        while True:  # 第一次没有异常，后来才知道
            client.sendall(b"hello")


def no_name():
    socket.create_connection(("http://localhost", 80), timeout=5)


def in_use():
    with socket.create_server(ADDRESS), socket.socket() as second:
        second.bind(ADDRESS)


def not_here():
    with socket.socket() as server:
        server.bind(("192.0.2.1", 21567))  # 不是本机的地址


def no_way():
    with socket.socket() as client:
        client.settimeout(5)
        client.connect(("255.255.255.255", 21567))  # TCP 不广播


def too_many():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (20, hard))
    opened = []
    try:
        while True:
            opened.append(socket.socket())
    finally:
        for each in opened:
            each.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


CASES = (refused, reset, broken_pipe, no_name)
CASES += (in_use, not_here, no_way, too_many)


def main():
    for case in CASES:
        try:
            case()
        except OSError as error:
            kind = type(error).__name__
            name = errno.errorcode.get(error.errno, "不是 errno")
            print(case.__name__, name)
            print(f"  {kind}: {error}")


if __name__ == "__main__":
    main()
