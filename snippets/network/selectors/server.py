"""一个线程服务多个客户端：谁准备好了，就为谁做一小步。

运行：python server.py（Ctrl-C 结束），再运行 client.py
"""

import selectors
import signal
import socket
import time

ADDRESS = ("127.0.0.1", 21567)
MOST = 100  # 同时服务几个客户端
LARGEST = 64 * 1024  # 一行最多几个字节
SECONDS = 2  # 说完一行、取走回复，总共几秒
READ, WRITE = selectors.EVENT_READ, selectors.EVENT_WRITE


class Client:
    """一个客户端：还不成一行的，还没发出去的，最晚几时。"""

    def __init__(self, connection):
        connection.setblocking(False)
        self.connection = connection
        self.received = b""
        self.replies = b""
        self.end = time.monotonic() + SECONDS

    def step(self):
        """收一次，或者发一次；返回接下来等什么。"""
        if self.replies:
            self.send()
        else:
            self.receive()
        return WRITE if self.replies else READ

    def receive(self):
        part = self.connection.recv(4096)
        if not part:
            if self.received:
                raise ValueError("没有说完")
            raise EOFError
        lines = (self.received + part).split(b"\n")
        if max(map(len, lines)) > LARGEST:
            raise ValueError("太长了")
        self.received = lines.pop()  # 还没有换行的
        for line in lines:
            self.replies += f"收到“{line.decode()}”\n".encode()

    def send(self):
        sent = self.connection.send(self.replies)
        self.replies = self.replies[sent:]
        if not self.replies:  # 这一轮完了，重新计时
            self.end = time.monotonic() + SECONDS


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
            # 最多等一秒，就去看看谁到了时限
            for key, _ in self.selector.select(1):
                if key.data is None:
                    self.accept()
                else:
                    self.talk(key.data)
            self.drop_late()

    def open_or_shut(self):
        """有位子，也不在歇着，才等新的客户端。"""
        rested = time.monotonic() >= self.rest_until
        accepting = rested and len(self.clients) < MOST
        if accepting and not self.accepting:
            self.selector.register(self.listening, READ)
        if self.accepting and not accepting:
            self.selector.unregister(self.listening)
        self.accepting = accepting

    def accept(self):
        try:
            connection, _ = self.listening.accept()
        except BlockingIOError:  # 它又走了
            return
        except OSError as error:  # 例如描述符用完了
            print(f"服务端：接不了：{error}")
            self.rest_until = time.monotonic() + 1
            return
        client = Client(connection)
        self.clients.add(client)
        self.selector.register(connection, READ, client)

    def talk(self, client):
        try:
            wanted = client.step()
        except BlockingIOError:  # 说准备好了，其实没有
            pass
        except EOFError:  # 它走了
            self.drop(client)
        except (OSError, ValueError) as error:  # 只断开这一个
            print(f"服务端：断开一个客户端：{error}")
            self.drop(client)
        else:
            self.selector.modify(client.connection, wanted, client)

    def drop_late(self):
        now = time.monotonic()
        for client in [each for each in self.clients if each.end < now]:
            print("服务端：断开一个客户端：太久了")
            self.drop(client)

    def drop(self, client):
        self.clients.remove(client)
        self.selector.unregister(client.connection)
        client.connection.close()

    def close(self):
        for client in self.clients:
            client.connection.close()
        self.selector.close()


def main():
    # 收到 SIGTERM，也像按了 Ctrl-C 一样
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with socket.create_server(ADDRESS, backlog=128) as listening:
        server = Server(listening)
        try:
            print("服务端：正在监听 127.0.0.1:21567")
            server.serve()
        except KeyboardInterrupt:
            print("服务端：已退出")
        finally:
            server.close()


if __name__ == "__main__":
    main()
