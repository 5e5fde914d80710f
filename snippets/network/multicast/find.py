"""向多播组问“谁在”，收一秒的回答，最多 20 个。

运行：先运行几个 service.py，再运行 find.py
"""

import secrets
import socket
import sys
import time

from service import GROUP, HEAD, HERE, PORT, QUESTION, udp

MOST = 20


def through(sock):
    """从哪个网卡发往多播组。"""
    sock.setsockopt(
        socket.IPPROTO_IP,
        socket.IP_MULTICAST_IF,
        socket.inet_aton(HERE),
    )


def answers(sock, number, end):
    """到 end 为止，这个问题的回答，一个一个地给。"""
    while (left := end - time.monotonic()) > 0:
        sock.settimeout(left)
        try:
            data, (host, _) = sock.recvfrom(1024)
            name = data[HEAD:].decode()
        except socket.timeout:
            return
        except UnicodeDecodeError:
            continue
        if data[:HEAD] == number and name.isprintable():
            yield name, host


def find(seconds=1):
    number = secrets.token_bytes(HEAD)
    with udp() as sock:
        sock.bind((HERE, 0))
        through(sock)
        end = time.monotonic() + seconds
        sock.sendto(number + QUESTION, (GROUP, PORT))
        found = set()  # 重复的只算一次
        for answer in answers(sock, number, end):
            found.add(answer)
            if len(found) == MOST:
                break
    return sorted(found)


def main():
    found = find()
    print(f"找到 {len(found)} 个")
    for name, host in found:
        print(f"{name} 在 {host}")


if __name__ == "__main__":
    try:
        main()
    except OSError as error:
        sys.exit(f"没有问出去：{error}")
