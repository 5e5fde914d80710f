"""每个客户端一个线程：人数、大小、时间都有上限。

运行：python server.py（Ctrl-C 结束），再运行 client.py
"""

import contextlib
import signal
import socket
import threading
import time

ADDRESS = ("127.0.0.1", 21567)
MOST = 8  # 同时服务几个客户端
LARGEST = 64 * 1024  # 一条消息最多几个字节
SECONDS = 5  # 收一条消息总共几秒


def say(text):
    """一次写完一行；写不出去（例如磁盘满了），照样服务。"""
    with contextlib.suppress(OSError):
        print(f"{text}\n", end="", flush=True)


def receive_all(connection):
    """收到对方说完为止；太长、太久都是异常。"""
    end = time.monotonic() + SECONDS
    data = bytearray()
    while len(data) <= LARGEST:
        left = end - time.monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        connection.settimeout(left)
        part = connection.recv(LARGEST)
        if not part:
            return data.decode()
        data += part
    raise ValueError("太长了")


def serve(connection, places):
    try:
        with connection:
            text = receive_all(connection)
            say(f"服务端：收到“{text}”")
            connection.sendall("你好，我是服务端".encode())
    except (OSError, ValueError) as error:  # 只断开这一个
        say(f"服务端：断开一个客户端：{error}")
    finally:
        places.release()


def start_one(server, places):
    connection, _ = server.accept()
    try:
        threading.Thread(
            target=serve, args=(connection, places)
        ).start()
    except RuntimeError:  # 启动不了线程
        connection.close()
        raise


def accept_all(server):
    places = threading.BoundedSemaphore(MOST)
    while True:
        places.acquire()  # 满了就先不接
        try:
            start_one(server, places)
        except (OSError, RuntimeError) as error:  # 例如描述符用完了
            places.release()
            say(f"服务端：接不了：{error}")
            time.sleep(1)


def main():
    # 收到 SIGTERM，也像按了 Ctrl-C 一样
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with socket.create_server(ADDRESS, backlog=128) as server:
            say("服务端：正在监听 127.0.0.1:21567")
            accept_all(server)
    except KeyboardInterrupt:
        say("服务端：不再接新的")


if __name__ == "__main__":
    main()
