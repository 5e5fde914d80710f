"""聊天服务端，线程：每个人两个线程，一个收，一个发。

运行：python chat_threads.py（Ctrl-C 结束），再运行 trial.py
"""

import contextlib
import queue
import signal
import socket
import threading
import time

ADDRESS = ("127.0.0.1", 21567)
MOST = 40  # 最多几个人
LONGEST = 1024  # 一行最多几个字节，不算换行
WAITING = 64  # 还没发给一个人的，最多几份；收一次是一份
SILENT = 3  # 几秒没有说完一行就断开；正式的写几分钟


def say(text):
    """一次写完一行；写不出去（例如磁盘满了），照样服务。"""
    with contextlib.suppress(OSError):
        print(f"{text}\n", end="", flush=True)


def lines(connection):
    """收到的整行，收一次给一份；不对的都是异常。"""
    received, end = b"", time.monotonic() + SILENT
    while part := connection.recv(4096):
        *whole, received = (received + part).split(b"\n")
        if max(map(len, [*whole, received])) > LONGEST:
            raise ValueError("太长了")
        if whole:
            text = b"\n".join([*whole, b""])
            text.decode()  # 不是 UTF-8，也是 ValueError
            yield text
            end = time.monotonic() + SILENT
        elif time.monotonic() > end:
            raise ValueError("不说话")
    if received:
        raise ValueError("没有说完")


class Client:
    def __init__(self, connection):
        connection.settimeout(SILENT)  # 一次收、一次发最多几秒
        connection.setsockopt(
            socket.SOL_SOCKET, socket.SO_SNDBUF, WAITING * LONGEST
        )
        self.connection = connection
        self.outbox = queue.Queue(WAITING)
        self.outbox.put("欢迎\n".encode())

    def hang_up(self):
        """两个线程都从收、发里醒来。"""
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)
        with contextlib.suppress(queue.Full):
            self.outbox.put_nowait(None)


class Room:
    def __init__(self):
        self.lock = threading.Lock()
        self.clients = {}

    def enter(self, connection):
        """接客的线程问：还有位子吗？"""
        if len(self.clients) >= MOST:
            say("服务端：断开一个：满了")
            connection.sendall("满了\n".encode())
            return False
        with self.lock:
            self.clients[connection] = Client(connection)
        return True

    def serve(self, connection):
        """收的线程。"""
        client, why = self.clients.get(connection), None
        if not client:  # 还没开始就太慢了
            connection.close()
            return
        sender = threading.Thread(target=self.send_all, args=(client,))
        try:
            sender.start()
            for text in lines(connection):
                self.tell_others(text, connection)
        except socket.timeout:
            why = "不说话"
        except (OSError, ValueError, RuntimeError) as error:
            why = error
        finally:
            self.drop(connection, why)
            if sender.ident:  # 启动了，就等它
                sender.join()
            connection.close()

    def send_all(self, client):
        """发的线程。"""
        try:
            while text := client.outbox.get():
                client.connection.sendall(text)
        except socket.timeout:
            self.drop(client.connection, "太慢了")
        except BrokenPipeError:  # 走了；收的线程知道为什么
            pass
        except OSError as error:
            self.drop(client.connection, error)

    def tell_others(self, text, me):
        late = []
        with self.lock:  # 放完才轮到下一份：大家听到的次序一样
            for connection, client in self.clients.items():
                try:
                    if connection is not me:
                        client.outbox.put_nowait(text)  # 不等
                except queue.Full:
                    late.append(connection)
        for connection in late:
            self.drop(connection, "太慢了")

    def drop(self, connection, why=None):
        with self.lock:
            client = self.clients.pop(connection, None)
        if client:
            client.hang_up()
            if why:
                say(f"服务端：断开一个：{why}")

    def close(self):
        with self.lock:
            clients = list(self.clients.values())
        for client in clients:
            client.hang_up()


def accept_one(server, room):
    connection, _ = server.accept()
    try:
        if room.enter(connection):
            threading.Thread(
                target=room.serve, args=(connection,)
            ).start()
            return
    except (OSError, RuntimeError) as error:  # 启动不了线程
        say(f"服务端：断开一个：{error}")
    room.drop(connection)
    connection.close()


def accept_all(server, room):
    while True:
        try:
            accept_one(server, room)
        except OSError as error:  # 例如描述符用完了
            say(f"服务端：接不了：{error}")
            time.sleep(1)


def wait_all():
    """等别的线程都结束。"""
    for each in threading.enumerate():
        # 按下时正在启动的，还不能 join；解释器会等它
        if each.is_alive() and each is not threading.main_thread():
            each.join()


def main():
    # 收到 SIGTERM，也像按了 Ctrl-C 一样
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    room = Room()
    try:
        with socket.create_server(ADDRESS, backlog=128) as server:
            say("服务端：正在监听 127.0.0.1:21567")
            accept_all(server, room)
    except KeyboardInterrupt:
        room.close()
        wait_all()
        say("服务端：已退出")


if __name__ == "__main__":
    main()
