"""中间人：按计划丢掉、重复、扣住经过的数据报。

运行：python relay.py 去的计划 回的计划（Ctrl-C 结束）
计划里一个字母管一个数据报：o 送到，x 丢掉，d 送两次，
h 扣住、让下一个先走。计划用完了，都送到。一次一个客户端。
"""

import select
import socket
import sys

FRONT, BACK = ("127.0.0.1", 21568), ("127.0.0.1", 21567)
NAMES = {"o": "送到", "x": "丢掉", "d": "送两次", "h": "扣住"}


class Way:
    def __init__(self, name, plan, send):
        self.name, self.plan, self.send = name, iter(plan), send
        self.held = []

    def carry(self, data):
        what = next(self.plan, "o")
        print(f"中间人：{self.name}，{NAMES[what]}")
        if what == "h":
            self.held.append(data)
        elif what != "x":
            copies = [data] * (2 if what == "d" else 1)
            for each in copies + self.held:
                self.send(each)
            self.held = []


class Relay:
    def __init__(self, front, back, plans):
        self.front, self.back, self.client = front, back, None
        self.out = Way("去", plans[0], back.send)
        self.home = Way("回", plans[1], self.to_client)

    def to_client(self, data):
        self.front.sendto(data, self.client)

    def step(self):  # 等到哪一边来了东西，就转送
        ready, _, _ = select.select([self.front, self.back], [], [])
        if self.front in ready:
            data, self.client = self.front.recvfrom(65535)
            self.out.carry(data)
        if self.back in ready:
            self.home.carry(self.back.recv(65535))


def run(plans):
    kind = socket.SOCK_DGRAM
    with (
        socket.socket(socket.AF_INET, kind) as front,
        socket.socket(socket.AF_INET, kind) as back,
    ):
        front.bind(FRONT)
        back.connect(BACK)
        relay = Relay(front, back, plans)
        print("中间人：21568 到 21567")
        while True:
            try:
                relay.step()
            except OSError as error:  # 例如服务端没有运行
                print(f"中间人：{error}")


def main():
    try:
        run(sys.argv[1:])
    except KeyboardInterrupt:
        print("中间人：已退出")


if __name__ == "__main__":
    main()
