"""Unix 套接字上的服务端：每个客户端说一行、得一行。

运行：python server.py（Ctrl-C 结束），再运行 client.py
"""

import contextlib
import fcntl
import socket
import sys
import time
from pathlib import Path

FOLDER = Path.home() / ".greeter"  # 只有自己进得去
ADDRESS = str(FOLDER / "socket")
LARGEST = 64 * 1024  # 一行最多几个字节
SECONDS = 1  # 收一行总共几秒


def remove():
    Path(ADDRESS).unlink(missing_ok=True)


@contextlib.contextmanager
def listening():
    """开始监听；已经有一个在运行，就是 BlockingIOError。"""
    FOLDER.mkdir(mode=0o700, exist_ok=True)
    FOLDER.chmod(0o700)  # 早就有的，也只让自己进
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        remove()  # 有锁的才能删：这是崩溃时留下的
        try:
            with socket.socket(socket.AF_UNIX) as server:
                server.bind(ADDRESS)
                server.listen(128)
                yield server
        finally:
            remove()  # close 不删文件


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
            raise ValueError("没有说完")
        data += part
        if len(data) > LARGEST:
            raise ValueError("太长了")
    return data.partition(b"\n")[0].decode()


def serve_one(connection):
    text = read_line(connection, time.monotonic() + SECONDS)
    print(f"服务端：收到 {text}")
    connection.sendall(f"收到“{text}”\n".encode())


def accept(server):
    while True:
        try:
            return server.accept()[0]
        except OSError as error:  # 例如描述符用完了
            print(f"服务端：接不了：{error}")
            time.sleep(1)  # 不歇，它会空转


def serve_all(server, serve=serve_one):
    while True:
        with accept(server) as connection:
            try:
                serve(connection)
            except (OSError, ValueError) as error:  # 只断开这一个
                print(f"服务端：断开一个客户端：{error}")


def main(serve=serve_one):
    try:
        with listening() as server:
            print("服务端：正在监听")
            serve_all(server, serve)
    except BlockingIOError:
        sys.exit("服务端：已经有一个在运行")
    except KeyboardInterrupt:
        print("服务端：已退出")


if __name__ == "__main__":
    main()
