"""聊天服务端，selectors：一个线程，自己写循环。

运行：python chat_selectors.py（Ctrl-C 结束），再运行 trial.py
"""

import contextlib
import selectors
import signal
import socket
import time

ADDRESS = ("127.0.0.1", 21567)
MOST = 40  # 最多几个人
LONGEST = 1024  # 一行最多几个字节，不算换行
WAITING = 64 * 1024  # 还没发给一个人的，最多几个字节
SILENT = 3  # 几秒没有说完一行就断开；正式的写几分钟
READ, WRITE = selectors.EVENT_READ, selectors.EVENT_WRITE


def say(text):
    """写不出去（例如磁盘满了），照样服务。"""
    with contextlib.suppress(OSError):
        print(text, flush=True)


class Client:
    def __init__(self, connection):
        connection.setblocking(False)
        connection.setsockopt(
            socket.SOL_SOCKET, socket.SO_SNDBUF, WAITING
        )
        self.connection = connection
        self.received = b""
        self.outbox = "欢迎\n".encode()
        self.end = time.monotonic() + SILENT

    def receive(self):
        """收一次，返回说完了的几行；走了、不对的都是异常。"""
        part = self.connection.recv(4096)
        if not part and self.received:
            raise ValueError("没有说完")
        if not part:
            raise EOFError
        lines = (self.received + part).split(b"\n")
        if max(map(len, lines)) > LONGEST:
            raise ValueError("太长了")
        self.received = lines.pop()
        for line in lines:
            line.decode()  # 不是 UTF-8，也是 ValueError
            self.end = time.monotonic() + SILENT
        return [line + b"\n" for line in lines]

    def send(self):
        sent = self.connection.send(self.outbox)
        self.outbox = self.outbox[sent:]


class Server:
    def __init__(self, listening):
        listening.setblocking(False)
        self.listening = listening
        self.selector = selectors.DefaultSelector()
        self.clients = set()
        self.rest_until = time.monotonic()
        self.accepting = False

    def serve(self):
        while True:
            self.open_or_shut()
            for key, events in self.selector.select(1):
                if key.data is None:
                    self.accept()
                elif key.data in self.clients:  # 没有刚被断开
                    self.talk(key.data, events)
            self.drop_silent()

    def open_or_shut(self):
        """歇着的时候，不等新的客户端。"""
        accepting = time.monotonic() >= self.rest_until
        if accepting and not self.accepting:
            self.selector.register(self.listening, READ)
        if self.accepting and not accepting:
            self.selector.unregister(self.listening)
        self.accepting = accepting

    def accept(self):
        try:
            connection, _ = self.listening.accept()
        except BlockingIOError:
            return
        except OSError as error:  # 例如描述符用完了
            say(f"服务端：接不了：{error}")
            self.rest_until = time.monotonic() + 1
            return
        try:
            self.enter(Client(connection))
        except OSError as error:  # 例如登记不了
            connection.close()
            say(f"服务端：断开一个：{error}")

    def enter(self, client):
        self.selector.register(client.connection, READ | WRITE, client)
        self.clients.add(client)  # 登记好了才算：close() 要注销它们
        if len(self.clients) > MOST:
            client.outbox = "满了\n".encode()
            self.attempt(client, client.send)
            self.drop(client, "满了")

    def talk(self, client, events):
        if events & WRITE:
            self.attempt(client, client.send)
        if events & READ and client in self.clients:
            for line in self.attempt(client, client.receive) or []:
                self.tell_others(line, client)
        self.watch(client)

    def attempt(self, client, call):
        try:
            return call()
        except BlockingIOError:  # 说准备好了，其实没有
            pass
        except EOFError:  # 它走了
            self.drop(client)
        except (OSError, ValueError) as error:  # 只断开这一个
            self.drop(client, error)

    def watch(self, client):
        """有东西要发，才等写。"""
        if client in self.clients:
            events = READ | WRITE if client.outbox else READ
            self.selector.modify(client.connection, events, client)

    def tell_others(self, line, me):
        for client in self.clients - {me}:
            client.outbox += line  # 只是放进去，不等
            if len(client.outbox) > WAITING:
                self.drop(client, "太慢了")
            self.watch(client)

    def drop_silent(self):
        now = time.monotonic()
        for client in [each for each in self.clients if each.end < now]:
            self.drop(client, "不说话")

    def drop(self, client, why=None):
        if client in self.clients:
            self.clients.remove(client)
            self.selector.unregister(client.connection)
            client.connection.close()
            if why:
                say(f"服务端：断开一个：{why}")

    def close(self):
        for client in list(self.clients):
            self.drop(client)
        self.selector.close()


def main():
    # 收到 SIGTERM，也像按了 Ctrl-C 一样
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with socket.create_server(ADDRESS, backlog=128) as listening:
        server = Server(listening)
        try:
            say("服务端：正在监听 127.0.0.1:21567")
            server.serve()
        except KeyboardInterrupt:
            server.close()
    say("服务端：已退出")


if __name__ == "__main__":
    main()
