"""拔网线：四个客户端同时等对方说话，每个最多四秒（Linux）。

运行：python unplugged.py
"""

import contextlib
import socket
from concurrent.futures import ThreadPoolExecutor

from keepalive import set_keepalive, set_user_timeout
from server import ADDRESS

IP_MINTTL = 21  # 见 linux/in.h；socket 模块里没有这个名字


def send(connection):
    connection.sendall(b"hello\n")


CASES = {
    "什么也没设": (),
    "keepalive": (set_keepalive,),
    "还有话没送到，keepalive": (set_keepalive, send),
    "还有话没送到，TCP_USER_TIMEOUT": (set_user_timeout, send),
}


@contextlib.contextmanager
def unplugged(connection):
    """TTL 不到 255 的包都丢掉：本机的是 64，什么也到不了。"""
    connection.setsockopt(socket.IPPROTO_IP, IP_MINTTL, 255)
    try:
        yield
    finally:  # 插回去，两头才关闭得了
        connection.setsockopt(socket.IPPROTO_IP, IP_MINTTL, 0)


def connect(server, stack):
    client = socket.create_connection(ADDRESS, timeout=4)
    stack.enter_context(client)
    peer, _ = server.accept()
    stack.enter_context(peer)
    stack.enter_context(unplugged(peer))
    return client


def wait(client, case):
    try:
        for step in CASES[case]:
            step(client)
        return client.recv(1024)
    except OSError as error:
        return error


def main():
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(socket.create_server(ADDRESS))
        clients = {case: connect(server, stack) for case in CASES}
        with ThreadPoolExecutor(len(CASES)) as pool:
            futures = {
                case: pool.submit(wait, client, case)
                for case, client in clients.items()
            }
            for case, future in futures.items():
                print(case, future.result(), sep="：")


if __name__ == "__main__":
    main()
