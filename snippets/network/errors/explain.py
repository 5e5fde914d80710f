"""给每一种错一句怎么办：先看类，没有自己的类的看编号。

运行：python explain.py
"""

import errno
import socket

from faces import CASES

KINDS = (
    (socket.gaierror, "名字查不到：看看写的是不是名字，有没有网络"),
    (ConnectionRefusedError, "没有人监听：启动服务端，看看端口"),
    (ConnectionError, "连接断了：重新连接，先想好重做要不要紧"),
    (TimeoutError, "没有回答：过一会儿再试"),
    (socket.timeout, "没有回答：过一会儿再试"),  # 3.9
)
NUMBERS = {
    errno.EADDRINUSE: "端口被占用：看看是谁，或者换一个",
    errno.EADDRNOTAVAIL: "这不是本机的地址：换一个来绑定",
    errno.ENETUNREACH: "没有路：看看网络",
    errno.EHOSTUNREACH: "到不了那台机器：看看它开着吗",
    errno.EMFILE: "打开的太多：看看哪里没有关闭",
}


def explain(error):
    for kind, words in KINDS:
        if isinstance(error, kind):
            return words
    return NUMBERS.get(error.errno, f"没有见过：{error}")


def main():
    for case in CASES:
        try:
            case()
        except OSError as error:
            print(case.__name__, explain(error))


if __name__ == "__main__":
    main()
