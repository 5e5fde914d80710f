"""什么交得过去：用 pickle.dumps 一个一个地试。

运行：python pickles.py
"""

import functools
import pickle
import socket
import threading
from pathlib import Path


def sing(song):
    return song


def show(name, thing):
    try:
        pickle.dumps(thing)
    except (TypeError, AttributeError, pickle.PicklingError):
        print("交不过去：", name)
    else:
        print("交得过去：", name)


def main():
    def inner():
        return "茉莉花"

    show("列表、字典", [{"茉莉花": 2}])
    show("顶层的函数", sing)
    show("partial 定下参数的顶层函数", functools.partial(sing, "送别"))
    show("lambda", lambda: "茉莉花")
    show("函数里面的函数", inner)
    show("锁", threading.Lock())
    show("生成器", (n for n in range(3)))
    with Path(__file__).open(encoding="utf-8") as file:
        show("打开的文件", file)
    with socket.socket() as connection:
        show("套接字", connection)


if __name__ == "__main__":
    main()
