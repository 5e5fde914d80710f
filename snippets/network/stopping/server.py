"""收到 SIGTERM 或 Ctrl-C：不再接新的，手上的做完再走。

运行：python server.py（Ctrl-C 结束），再运行 client.py
"""

import contextlib
import selectors
import signal
import socket
import sys
import threading
import time

ADDRESS = ("127.0.0.1", 21567)
MOST = 8  # 同时服务几个客户端
LARGEST = 1024  # 一行最多几个字节
SECONDS = 30  # 等一行总共几秒
LAST = float(sys.argv[1]) if len(sys.argv) > 1 else 8
stopping = threading.Event()


def say(text):
    """一次写完一行，不和别的线程的行连在一起。"""
    print(f"{text}\n", end="")


def read_line(connection):
    """收一行；没有下一行了，得到空的。"""
    end = time.monotonic() + SECONDS
    data = bytearray()
    while not data.endswith(b"\n"):
        left = end - time.monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        connection.settimeout(left)
        part = connection.recv(LARGEST)
        if not part:
            return b""  # 说到一半的不算
        data += part
        if len(data) > LARGEST:
            raise ValueError("太长了")
    return bytes(data)


def work(line):
    seconds = min(float(line), 60)
    say(f"服务端：要做 {seconds:g} 秒")
    time.sleep(seconds)  # 代替真正要做的
    return f"做了 {seconds:g} 秒\n".encode()


def serve(connection):
    try:
        with connection:
            while not stopping.is_set():
                line = read_line(connection)
                if not line:
                    break
                answer = work(line)
                connection.settimeout(SECONDS)
                connection.sendall(answer)
    except (OSError, ValueError) as error:  # 只断开这一个
        say(f"服务端：断开一个客户端：{error}")


class Clients:
    """正在服务的：线程，和它的连接。只有主线程用它。"""

    def __init__(self):
        self._all = {}

    def alive(self):
        pairs = list(self._all.items())
        self._all = {t: c for t, c in pairs if t.is_alive()}
        return self._all

    def accept(self, listener):
        connection, _ = listener.accept()
        thread = threading.Thread(
            target=serve, args=(connection,), daemon=True
        )
        try:
            if len(self.alive()) >= MOST:
                raise OSError("满了")
            thread.start()
        except (OSError, RuntimeError):
            connection.close()
            raise
        self._all[thread] = connection

    def shutdown(self, how):
        for connection in self.alive().values():
            with contextlib.suppress(OSError):  # 已经断开了
                connection.shutdown(how)

    def join(self, seconds):
        """等它们做完；到了时限还没有做完的，返回有几个。"""
        end = time.monotonic() + seconds
        for thread in self.alive():
            thread.join(max(0, end - time.monotonic()))
        return len(self.alive())


def accept_until(stop, listener, clients):
    with selectors.DefaultSelector() as selector:
        selector.register(listener, selectors.EVENT_READ)
        selector.register(stop, selectors.EVENT_READ)
        while True:
            ready = [key.fileobj for key, _ in selector.select()]
            if stop in ready:  # 来的字节是信号的编号
                return signal.Signals(stop.recv(1)[0]).name
            try:
                clients.accept(listener)
            except (OSError, RuntimeError) as error:
                say(f"服务端：接不了：{error}")
                time.sleep(0.1)  # 不歇，它会空转


def last_time(*_):
    """收到了一次；再来一次，就让系统立刻结束它。"""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def main():
    clients = Clients()
    stop, wake = socket.socketpair()
    with stop, wake:
        wake.setblocking(False)
        signal.set_wakeup_fd(wake.fileno())
        signal.signal(signal.SIGINT, last_time)
        signal.signal(signal.SIGTERM, last_time)
        with socket.create_server(ADDRESS, backlog=128) as listener:
            listener.setblocking(False)
            say("服务端：正在监听 127.0.0.1:21567")
            name = accept_until(stop, listener, clients)
        say(f"服务端：收到 {name}，不再接新的")
        stopping.set()
        clients.shutdown(socket.SHUT_RD)  # 叫醒闲着的
        if left := clients.join(LAST):
            clients.shutdown(socket.SHUT_RDWR)  # 不等了
            clients.join(0.5)
            sys.exit(f"服务端：{left} 个没有做完，断开了")
    say("服务端：都做完了")


if __name__ == "__main__":
    main()
