"""服务端：同一个编号只做一次，再来就给记住的回答。

运行：python server.py（Ctrl-C 结束），再运行 relay.py
"""

import socket

ADDRESS = ("127.0.0.1", 21567)
HEAD = 8  # 前 8 个字节是编号
LARGEST = 1200  # 一个数据报最多几个字节
MOST = 1000  # 最多记住几个回答


class Account:
    def __init__(self):
        self.balance = 100
        self.answers = {}  # 编号 -> 回答，旧的在前面

    def spend(self, amount):
        if not 0 < amount <= self.balance:
            return "不行"
        self.balance -= amount
        return f"余额 {self.balance}"

    def reply(self, data):
        if not HEAD < len(data) <= LARGEST:
            raise ValueError("太短或者太长")
        number, question = data[:HEAD], data[HEAD:]
        if number in self.answers:
            print("服务端：又来了，不再做，回答照旧")
        else:
            answer = self.spend(int(question))
            print(f"服务端：扣 {int(question)}，{answer}")
            self.answers[number] = answer.encode()
            if len(self.answers) > MOST:  # 忘掉最旧的
                del self.answers[next(iter(self.answers))]
        return number + self.answers[number]


def serve(sock):
    account = Account()
    while True:
        try:
            data, address = sock.recvfrom(65535)
            sock.sendto(account.reply(data), address)
        except (OSError, ValueError) as error:  # 只跳过这一个
            print("服务端：跳过一个：", error)


def main():
    try:
        kind = socket.SOCK_DGRAM
        with socket.socket(socket.AF_INET, kind) as sock:
            sock.bind(ADDRESS)
            print("服务端：余额 100")
            serve(sock)
    except KeyboardInterrupt:
        print("服务端：已退出")


if __name__ == "__main__":
    main()
