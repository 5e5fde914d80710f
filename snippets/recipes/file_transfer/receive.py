"""收文件：名字、大小、时间都检查，校验和对了才改成真名字。

运行：python receive.py（Ctrl-C 结束），再运行 send.py
"""

import contextlib
import hashlib
import os
import re
import tempfile
import time
from pathlib import Path

import serving
from wire import Stream, send_dict

ADDRESS = ("127.0.0.1", 21567)
FOLDER = Path("received")
MOST = 4  # 同时收几个
BYTES = 1_000_000_000  # 一个文件最多几个字节
SECONDS = 10  # 开头和结尾，几秒
SLOWEST = 100_000  # 内容至少一秒几个字节
QUIET = 60  # 以前送得再快，停下来最多几秒
OLD = 3600  # 几秒没有动过，就是没有人在写
NAME = re.compile(r"\w[\w .()-]{0,59}")  # 系统最多 255 字节


def say(text):
    with contextlib.suppress(OSError, ValueError):  # 写不出去，照样服务
        print(f"接收方：{text}\n", end="", flush=True)


def checked(head):
    """名字和大小；不能收的是 ValueError。"""
    name, size = head.get("name"), head.get("size")
    if not (isinstance(name, str) and NAME.fullmatch(name)):
        # !r:.50：带引号的样子，最多 50 个字符
        raise ValueError(f"名字不行：{name!r:.50}")
    # isinstance 放过 true：它是 True，也是 int
    if type(size) is not int or not 0 <= size <= BYTES:
        raise ValueError(f"大小不行：{size!r:.50}")
    return name, size


def receive_to(file, stream, size, stopping):
    stream.end = time.monotonic() + SECONDS
    digest = hashlib.sha256()
    for data in stream.pieces(size):
        more = stream.end + len(data) / SLOWEST  # 收到的添时间
        stream.end = min(more, time.monotonic() + QUIET)
        if stopping.is_set():
            raise ConnectionError  # 原因 serve 来说
        digest.update(data)
        file.write(data)
    if stream.read_dict().get("sha256") != digest.hexdigest():
        raise ValueError("校验和不对")
    file.flush()
    os.fsync(file.fileno())  # 断了电，也不会只有一半


def receive_one(sock, stopping):
    """收一个；不成，什么也不留下。"""
    stream = Stream(sock, SECONDS)
    name, size = checked(stream.read_dict())
    number, part = tempfile.mkstemp(dir=FOLDER, prefix=".part-")
    try:
        with os.fdopen(number, "wb") as file:  # 描述符变成文件对象
            send_dict(sock, {"ok": True})  # 请送内容
            receive_to(file, stream, size, stopping)
        Path(part).replace(FOLDER / name)
    finally:
        Path(part).unlink(missing_ok=True)
    say(f"收到 {name}，{size} 字节")


def serve(sock, stopping):
    try:
        receive_one(sock, stopping)
    except (OSError, ValueError) as error:
        if isinstance(error, ConnectionError) and stopping.is_set():
            error = OSError("接收方要结束了")  # 不是对方断的
        say(f"没有收：{error}")
        # 系统的错误不说路径：那是自己的事
        why = getattr(error, "strerror", None) or str(error)
        with contextlib.suppress(OSError):
            sock.settimeout(SECONDS)
            send_dict(sock, {"error": why})
    else:
        send_dict(sock, {"ok": True})


def main():
    FOLDER.mkdir(exist_ok=True)
    for part in FOLDER.glob(".part-*"):  # 以前被杀死留下的
        if time.time() - part.stat().st_mtime > OLD:
            part.unlink(missing_ok=True)
    serving.run(ADDRESS, serve, MOST, say)


if __name__ == "__main__":
    main()
