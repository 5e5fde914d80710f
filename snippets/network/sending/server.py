"""每条消息做一遍，再确认；再来一遍的，只确认，不再做。

运行：python server.py（Ctrl-C 结束），再运行 client.py
"""

import collections
import socket
import time

ADDRESS = ("127.0.0.1", 21567)
LARGEST = 1024  # 一行最多几个字节
SECONDS = 2  # 收一行总共几秒
MOST = 10_000  # 记住最近多少个编号


def read_line(connection, end):
    """收一行，最晚到 end；没说完、太长、太久都是异常。"""
    data = bytearray()
    while b"\n" not in data:
        left = end - time.monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        connection.settimeout(left)
        part = connection.recv(64 * 1024)
        if not part:
            raise ValueError("对方没有说完")
        data += part
        if len(data) > LARGEST:
            raise ValueError("太长了")
    return data.partition(b"\n")[0].decode()


class Account:
    """存款：每个编号只存一次。"""

    def __init__(self):
        self.total = 0
        self.done = collections.OrderedDict()  # 编号：当时的回答

    def deposit(self, number, amount):
        if number not in self.done:
            if not 0 < amount <= 1_000_000:
                raise ValueError("一次存 1 到 1000000")
            self.total += amount
            print(f"服务端：存了 {amount}，共 {self.total}")
            self.done[number] = f"共 {self.total}"
            if len(self.done) > MOST:
                self.done.popitem(last=False)  # 忘记最早的
        else:
            print("服务端：这个编号存过了，只再确认一遍")
        return self.done[number]


def serve_one(connection, account):
    line = read_line(connection, time.monotonic() + SECONDS)
    number, amount = line.split()
    try:
        answer = f"确认 {number} {account.deposit(number, int(amount))}"
    except ValueError as error:  # 不做，也要说
        answer = f"拒绝 {number} {error}"
    connection.sendall(f"{answer}\n".encode())


def accept(server):
    while True:
        try:
            return server.accept()[0]
        except OSError as error:  # 例如描述符用完了
            print(f"服务端：接不了：{error}")
            time.sleep(1)  # 不歇，它会空转


def serve_all(server, serve=serve_one):
    account = Account()
    while True:
        try:
            with accept(server) as connection:
                serve(connection, account)
        except (OSError, ValueError) as error:  # 只断开这一个
            print(f"服务端：断开一个客户端：{error}")


def main(serve=serve_one):
    try:
        with socket.create_server(ADDRESS) as server:
            print("服务端：正在监听 127.0.0.1:21567")
            serve_all(server, serve)
    except KeyboardInterrupt:
        print("服务端：已退出")


if __name__ == "__main__":
    main()
