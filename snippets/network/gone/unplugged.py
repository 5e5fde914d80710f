"""拔网线：四个客户端同时等对方说话，四秒以后看谁看得出（Linux）。

运行：python unplugged.py
"""

import socket
import time

from keepalive import set_keepalive, set_user_timeout
from server import ADDRESS

IP_MINTTL = 21  # 见 linux/in.h；socket 模块里没有这个名字


def send(client):
    client.sendall(b"hello\n")


CASES = {
    "什么也没设": (),
    "keepalive": (set_keepalive,),
    "还有话没送到，keepalive": (set_keepalive, send),
    "还有话没送到，TCP_USER_TIMEOUT": (set_user_timeout, send),
}


def set_plug(peer, least):
    """TTL 不到 least 的包都丢掉；本机的是 64，255 就是拔了。"""
    peer.setsockopt(socket.IPPROTO_IP, IP_MINTTL, least)


def connect(server):
    client = socket.create_connection(ADDRESS, timeout=5)
    peer, _ = server.accept()
    return client, peer


def outcome(client):
    client.settimeout(0.1)
    try:
        return client.recv(1024)
    except OSError as error:
        return error


def main():
    pairs = {}
    try:
        with socket.create_server(ADDRESS) as server:
            for case, steps in CASES.items():
                client, peer = pairs[case] = connect(server)
                set_plug(peer, 255)
                for step in steps:
                    step(client)
        time.sleep(4)  # 该看出的，早看出了
        for case, (client, _) in pairs.items():
            print(case, outcome(client), sep="：")
    finally:
        for client, peer in pairs.values():
            set_plug(peer, 0)  # 插回去，两头才关闭得了
            client.close()
            peer.close()


if __name__ == "__main__":
    main()
