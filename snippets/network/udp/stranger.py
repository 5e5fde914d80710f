"""有人抢在回答方前面发来假的回答。

运行：python stranger.py
"""

import socket


def udp():
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.settimeout(5)
    return sock


def first_answer(connect):
    with udp() as server, udp() as stranger, udp() as asker:
        server.bind(("127.0.0.1", 21567))
        if connect:
            asker.connect(server.getsockname())
            asker.send(b"?")
        else:
            asker.sendto(b"?", server.getsockname())
        _, address = server.recvfrom(65535)
        stranger.sendto("假的".encode(), address)
        server.sendto("真的".encode(), address)
        return asker.recv(65535).decode()


def main():
    print("提问方：没有 connect，收到", first_answer(False))
    print("提问方：有 connect，收到", first_answer(True))


if __name__ == "__main__":
    main()
