"""服务端：收一条 JSON，答一条；坏客户端只断开它自己。

运行：python server.py（Ctrl-C 结束），再运行 client.py
"""

import contextlib
import json
import secrets
from multiprocessing.connection import Listener
from pathlib import Path

FOLDER = Path.home() / ".talk"  # 只有自己进得去
ADDRESS = str(FOLDER / "socket")
LARGEST = 64 * 1024  # 一条最多几个字节
SECONDS = 2  # 一条的开头最多等几秒


def load_key():
    FOLDER.mkdir(mode=0o700, exist_ok=True)
    FOLDER.chmod(0o700)  # 早就有的，也只让自己进
    file = FOLDER / "key"
    with contextlib.suppress(FileExistsError), file.open("xb") as new:
        new.write(secrets.token_bytes(32))
    key = file.read_bytes()
    if len(key) != 32:  # 例如磁盘满了，没有写完
        raise ValueError(f"口令不完整，删去 {file} 再来")
    return key


def send(connection, data):
    connection.send_bytes(json.dumps(data).encode())


def receive(connection):
    if not connection.poll(SECONDS):
        raise TimeoutError(f"{SECONDS} 秒没有说话")
    return json.loads(connection.recv_bytes(LARGEST))


def serve_one(listener):
    with listener.accept() as connection:
        numbers = receive(connection)
        total = sum(numbers)
        print(f"服务端：{len(numbers)} 个数，和是 {total}")
        send(connection, {"total": total})


def serve_all(listener):
    while True:
        try:
            serve_one(listener)
        except Exception as error:  # 什么错都只算在这一个头上
            print(f"服务端：断开一个客户端：{error!r:.120}")


def main():
    key = load_key()
    try:
        with Listener(ADDRESS, backlog=16, authkey=key) as listener:
            print("服务端：正在等客户端")
            serve_all(listener)
    except KeyboardInterrupt:
        print("服务端：已退出")


if __name__ == "__main__":
    main()
