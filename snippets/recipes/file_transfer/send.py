"""送文件：先说名字和大小，得到同意，再送内容和校验和。

运行：先在另一个终端里运行 receive.py，再运行 send.py 文件
"""

import hashlib
import os
import socket
import stat
import sys
from pathlib import Path

from wire import PIECE, Stream, send_dict

ADDRESS = ("127.0.0.1", 21567)
SECONDS = 10  # 每一步等多久
LONGEST = 3600  # 等最后的回答：那边也许还在收，还在写磁盘


def agreed(stream):
    reply = stream.read_dict()
    if "error" in reply:
        raise ValueError(f"接收方说 {reply['error']!r:.100}")


def send_pieces(sock, file, size, progress):
    """送 size 个字节，返回校验和。"""
    digest, sent = hashlib.sha256(), 0
    while sent < size:
        data = file.read(min(PIECE, size - sent))
        if not data:
            raise ValueError("文件变短了")
        digest.update(data)
        sock.sendall(data)
        sent += len(data)
        progress(sent, size)
    return digest.hexdigest()


def send(path, progress=lambda sent, size: None):
    """送一个；没有送到，是 OSError 或 ValueError。"""
    if not stat.S_ISREG(path.stat().st_mode):  # 管道会一直等
        raise ValueError("不是普通的文件")
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        with socket.create_connection(ADDRESS, SECONDS) as sock:
            send_dict(sock, {"name": path.name, "size": size})
            agreed(Stream(sock, SECONDS))
            sock.settimeout(SECONDS)
            digest = send_pieces(sock, file, size, progress)
            send_dict(sock, {"sha256": digest})
            agreed(Stream(sock, LONGEST))


def show(sent, size):
    """在同一行上写百分之几。"""
    if sys.stdout.isatty():  # 是终端；\r 回到行首
        end = "\n" if sent == size else ""
        print(f"\r发送方：{sent * 100 // size}%", end=end, flush=True)


def main():
    if len(sys.argv) != 2:
        print(f"用法：python {sys.argv[0]} 文件", file=sys.stderr)
        sys.exit(2)
    path = Path(sys.argv[1])
    try:
        send(path, show)
    except (OSError, ValueError) as error:
        sys.exit(f"\r发送方：{path.name!r} 没有送到：{error}")
    except KeyboardInterrupt:
        print("\r发送方：不送了")
        sys.exit(130)
    print(f"发送方：{path.name} 送到了")


if __name__ == "__main__":
    main()
