"""同一群客户端：两个好的，其余是坏的。

运行：先在另一个终端里运行一种服务端，再运行 trial.py
"""

import contextlib
import socket
import struct
import sys
import time

ADDRESS = ("127.0.0.1", 21567)
SECONDS = 8  # 每次最多等几秒
TEXT = "很" * 300  # 900 个字节


class Client:
    def __init__(self, small=False):
        self.connection = socket.socket()
        self.connection.settimeout(SECONDS)
        if small:  # 系统替它收的也不多
            self.connection.setsockopt(
                socket.SOL_SOCKET, socket.SO_RCVBUF, 16 * 1024
            )
        self.connection.connect(ADDRESS)
        self.lines = self.connection.makefile("rb")
        self.greeting = self.hear()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.lines.close()
        self.connection.close()

    def leave(self):
        """走了；服务端也关闭了它那一头，就是知道了。"""
        self.connection.shutdown(socket.SHUT_WR)
        self.hear_all()

    def say(self, text):
        self.connection.sendall(f"{text}\n".encode())

    def hear(self):
        """下一行；断开了是空的，没有说完的不算。"""
        line = self.lines.readline(2048)
        return line[:-1].decode() if line.endswith(b"\n") else ""

    def hear_all(self):
        """直到被断开；返回听到几行。"""
        heard = 0
        with contextlib.suppress(ConnectionError):
            while self.hear():
                heard += 1
        return heard


def enter(small=False):
    """刚走的人，服务端也许还不知道：满了就再试。"""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        client = Client(small)
        if client.greeting == "欢迎":
            return client
        with client:
            time.sleep(0.05)
    sys.exit("试：进不来")


def greet(a, b):
    """甲说，乙听到就答；返回乙听到的。"""
    a.say("你好")
    heard = b.hear()
    b.say("你也好")
    a.hear()
    return heard


def crowd(a, b):
    """四十个来占位子，什么也不说，只是听。"""
    with contextlib.ExitStack() as stack:
        clients = [stack.enter_context(Client()) for _ in range(40)]
        inside = [each for each in clients if each.greeting == "欢迎"]
        print(f"试：四十个来占位子，{len(inside)} 个进去了")
        greet(a, b)
        heard = [(each.hear(), each.hear()) for each in inside]
        print(f"试：{heard.count(('你好', '你也好'))} 个听到甲和乙的话")
        for each in inside:
            each.leave()


def spoil(a, b):
    """重置的，坏字节的，没有换行的。"""
    with enter() as client:
        client.connection.setsockopt(
            socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
        )
    with enter() as client:
        client.connection.sendall(b"\xff\n")
        client.hear_all()
    with enter() as client:
        with contextlib.suppress(ConnectionError):
            client.connection.sendall(bytes(1_000_000))
        client.hear_all()
    print(f"试：坏的来过了，乙听到“{greet(a, b)}”")


def exchange(a, b):
    """甲说五十行，乙都听到，才答一行；返回几秒。"""
    start = time.monotonic()
    for number in range(50):
        a.say(f"{number} {TEXT}")
    for number in range(50):
        if b.hear() != f"{number} {TEXT}":
            sys.exit("试：乙听到的不对")
    b.say("都听到了")
    a.hear()
    return time.monotonic() - start


def flood(a, b):
    """有一个从来不收的，甲、乙照样说。"""
    with enter(small=True) as slow:
        for _ in range(20):
            exchange(a, b)
        print("试：甲说了 1000 行，乙一行不少")
        with contextlib.suppress(ConnectionError):
            slow.say("我慢了")
        less = slow.hear_all() < 1000
        print("试：慢的", "没听完就被断开了" if less else "也都听到了")


def main():
    try:
        with enter() as a, enter() as b:
            print(f"试：乙听到“{greet(a, b)}”")
            crowd(a, b)
            spoil(a, b)
            flood(a, b)
        with enter() as silent:
            silent.hear_all()
            print("试：沉默的被断开了")
    except (OSError, ValueError) as error:
        sys.exit(f"试：出错了：{error}")


if __name__ == "__main__":
    main()
