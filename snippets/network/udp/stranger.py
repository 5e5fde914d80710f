"""陌生人抢着回答：没有 connect 的套接字收下，有 connect 的不收。

运行：python stranger.py
"""

import socket

ADDRESS = ("127.0.0.1", 21567)


def udp():
    return socket.socket(socket.AF_INET, socket.SOCK_DGRAM)


def ask(connects):
    with udp() as answerer, udp() as stranger, udp() as asker:
        answerer.bind(ADDRESS)
        asker.settimeout(5)
        if connects:
            asker.connect(ADDRESS)
            asker.send(b"who?")
        else:
            asker.sendto(b"who?", ADDRESS)
        _, address = answerer.recvfrom(65535)
        stranger.sendto("陌生人".encode(), address)
        answerer.sendto("回答方".encode(), address)
        return asker.recv(65535).decode()


def main():
    print("提问方：没有 connect，先收到的来自", ask(False))
    print("提问方：有 connect，先收到的来自", ask(True))


if __name__ == "__main__":
    main()
