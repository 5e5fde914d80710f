"""看看这里能不能运行本站的程序，哪里要当心。"""

import multiprocessing
import os
import socket
import sys

HOST, PORT = "127.0.0.1", 21567


def python():
    major, minor = sys.version_info[:2]
    enough = "够新" if (major, minor) >= (3, 9) else "太旧，要 3.9 以上"
    return f"Python {major}.{minor} {enough}"


def port():
    try:
        socket.create_server((HOST, PORT)).close()
    except OSError as error:
        return f"{PORT} 用不了，{os.strerror(error.errno)}"
    return f"{PORT} 空着"


def output():
    if os.environ.get("PYTHONUNBUFFERED"):
        return "不缓冲，几个线程的行可能连在一起"
    if sys.stdout.isatty():
        return "在终端上，一行一行地出来"
    return "不在终端上，攒一会儿才出来"


def children():
    if hasattr(sys.modules["__main__"], "__file__"):
        return "找得到这个文件"
    return "找不到这里的函数"


def main():
    print("解释器：", python(), sep="")
    if sys.version_info < (3, 9):
        return
    print(f"端口：{port()}")
    print(f"输出：{output()}")
    print(f"子进程：{children()}")
    print(f"启动方式：{multiprocessing.get_start_method()}")


if __name__ == "__main__":
    main()
