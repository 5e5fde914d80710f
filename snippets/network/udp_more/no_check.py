"""错误示范：收到什么都当作这个问题的回答。

运行：先运行 server.py 和 relay.py，再运行 no_check.py
"""

import secrets
import socket

from ask import HEAD, RELAY


def ask(sock, question):
    sock.send(secrets.token_bytes(HEAD) + question.encode())
    return sock.recv(65535)[HEAD:].decode()


def main():
    kind = socket.SOCK_DGRAM
    with socket.socket(socket.AF_INET, kind) as sock:
        sock.settimeout(5)
        sock.connect(RELAY)
        for amount in "30", "20":
            print(f"客户端：扣 {amount}，{ask(sock, amount)}")


if __name__ == "__main__":
    main()
