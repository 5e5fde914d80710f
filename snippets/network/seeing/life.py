"""一条连接从开始到结束，两端各是什么状态。

运行：python life.py
"""

import socket
import time

from connections import connections

ADDRESS = ("127.0.0.1", 21567)


def ends(port):
    """端口，和这条连接的两端，各是什么状态。"""
    found = dict.fromkeys(("端口", "服务端", "客户端"), "没有")
    for name, here, there, _ in connections(ADDRESS[1]):
        if name == "LISTEN":
            found["端口"] = name
        elif port in (here[1], there[1]):
            found["客户端" if here[1] == port else "服务端"] = name
    return "，".join(f"{who} {found[who]}" for who in found)


def settled(port):
    """半秒没有再变的状态。"""
    before = now = None
    while now is None or now != before:
        before, now = now, ends(port)
        time.sleep(0.5)
    return now


def main():
    server = socket.create_server(ADDRESS)
    client = socket.create_connection(ADDRESS, timeout=5)
    port = client.getsockname()[1]
    print("还没有 accept：", settled(port))
    connection, _ = server.accept()
    server.close()
    print("关闭端口：", settled(port))
    client.close()
    print("客户端先关闭：", settled(port))
    connection.close()
    print("服务端也关闭：", settled(port))


if __name__ == "__main__":
    main()
