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
clients = {}  # 线程和它的连接，只有主线程用它


def say(text):
    """一次写完一行；写不出去（例如磁盘满了），照样服务。"""
    with contextlib.suppress(OSError):
        print(f"{text}\n", end="", flush=True)


def receive_lines(connection):
    """一行一行地收，直到对方说完，或者要停下了。"""
    data = bytearray()
    while not stopping.is_set():
        end = time.monotonic() + SECONDS
        while b"\n" not in data:
            left = end - time.monotonic()
            if left <= 0 or len(data) > LARGEST:
                raise ValueError("太慢或者太长")
            connection.settimeout(left)
            part = connection.recv(LARGEST + 1 - len(data))
            if not part:
                return  # 说到一半的不算
            data += part
        line, _, data = data.partition(b"\n")
        yield line


def work(line):
    seconds = min(max(int(line), 0), 60)
    say(f"服务端：要做 {seconds} 秒")
    time.sleep(seconds)  # 代替真正要做的
    return f"做了 {seconds} 秒\n".encode()


def serve(connection):
    try:
        with connection:
            for line in receive_lines(connection):
                answer = work(line)
                connection.settimeout(SECONDS)
                connection.sendall(answer)
    except (OSError, ValueError) as error:  # 只断开这一个
        say(f"服务端：断开一个客户端：{error}")


def alive():
    for thread in list(clients):
        if not thread.is_alive():
            del clients[thread]
    return clients


def accept(listener):
    connection, _ = listener.accept()
    thread = threading.Thread(
        target=serve, args=(connection,), daemon=True
    )
    try:
        if len(alive()) >= MOST:
            raise RuntimeError("满了")
        thread.start()
        clients[thread] = connection
    except RuntimeError as error:  # 满了，或者开不了线程
        connection.close()
        say(f"服务端：断开一个客户端：{error}")


def accept_until(stop, listener):
    with selectors.DefaultSelector() as selector:
        selector.register(listener, selectors.EVENT_READ)
        selector.register(stop, selectors.EVENT_READ)
        while True:
            ready = [key.fileobj for key, _ in selector.select()]
            if stop in ready:  # 来的字节是信号的编号
                return signal.Signals(stop.recv(1)[0]).name
            try:
                accept(listener)
            except OSError as error:  # 例如描述符用完了
                say(f"服务端：接不了：{error}")
                time.sleep(0.1)  # 不歇，它会空转


def handle(handler):
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, handler)


def serve_until_signal():
    stop, wake = socket.socketpair()
    with stop, wake:
        wake.setblocking(False)
        signal.set_wakeup_fd(wake.fileno())
        handle(lambda *_: handle(signal.SIG_DFL))  # 再来，立刻结束
        try:
            with socket.create_server(ADDRESS, backlog=128) as listener:
                listener.setblocking(False)
                say("服务端：正在监听 127.0.0.1:21567")
                name = accept_until(stop, listener)
        finally:
            signal.set_wakeup_fd(-1)  # 不再写：wake 就要关了
    say(f"服务端：收到 {name}，不再接新的")


def finish(how, seconds):
    """关上各个连接的一头，等一会儿；返回还有几个没有做完。"""
    for connection in alive().values():
        with contextlib.suppress(OSError):  # 已经断开了
            connection.shutdown(how)
    end = time.monotonic() + seconds
    for thread in clients:
        thread.join(max(0, end - time.monotonic()))
    return len(alive())


def main():
    serve_until_signal()
    stopping.set()
    if left := finish(socket.SHUT_RD, LAST):  # 叫醒闲着的
        finish(socket.SHUT_RDWR, 0.5)  # 不等了
        sys.exit(f"服务端：{left} 个没有做完，断开了")
    say("服务端：都做完了")


if __name__ == "__main__":
    main()
