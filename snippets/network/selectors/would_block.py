"""非阻塞：做不了的马上说做不了，不等。

运行：python would_block.py
"""

import errno
import selectors
import socket

ADDRESS = ("127.0.0.1", 21567)
NOBODY = ("127.0.0.1", 21568)  # 没有人监听


def wait(connection, event):
    """最多等五秒，等到能读或者能写。"""
    with selectors.DefaultSelector() as selector:
        selector.register(connection, event)
        selector.select(5)


def attempt(name, call, *arguments):
    try:
        call(*arguments)
    except BlockingIOError as error:
        print(name, "不等：", error)


def connect(address):
    """马上返回；能写了，才知道连没连上。"""
    client = socket.socket()
    client.setblocking(False)
    number = client.connect_ex(address)
    print("connect_ex 返回", number, errno.errorcode[number])
    wait(client, selectors.EVENT_WRITE)
    number = client.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    print("能写了，SO_ERROR 是", number, errno.errorcode.get(number))
    return client


def fill(connection):
    total = 0
    try:
        while True:
            total += connection.send(bytes(100_000))
    except BlockingIOError as error:
        print(f"send 发了 {total} 字节，不等：{error}")


def main():
    connect(NOBODY).close()
    with socket.create_server(ADDRESS) as server:
        server.setblocking(False)
        attempt("accept", server.accept)
        with connect(ADDRESS) as client:
            wait(server, selectors.EVENT_READ)  # 等到能 accept
            connection, _ = server.accept()
            with connection:
                attempt("recv", client.recv, 1024)
                fill(client)


if __name__ == "__main__":
    main()
