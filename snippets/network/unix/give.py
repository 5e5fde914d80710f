"""把一个打开的文件交给另一个进程。

运行：先在另一个终端里运行 take.py，再运行 give.py
"""

import os
import socket
import sys
import tempfile

from server import ADDRESS


def give(file):
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(5)
        connection.connect(ADDRESS)
        socket.send_fds(connection, [b"."], [file.fileno()])
        if not connection.recv(1):
            raise OSError("对方没有读就断开了")


def main():
    # 这个文件没有名字，别的程序打不开它
    with tempfile.TemporaryFile(buffering=0) as file:
        file.write("没有名字的文件".encode())
        file.seek(0)
        give(file)
        place = os.lseek(file.fileno(), 0, os.SEEK_CUR)
    print(f"客户端：位置从 0 到了 {place}")


if __name__ == "__main__":
    try:
        main()
    except OSError as error:
        sys.exit(f"客户端：没有交出去：{error}")
