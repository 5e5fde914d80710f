"""水平触发：只要还可读，每次 select 都说可读。

运行：python level.py
"""

import selectors
import socket


def main():
    here, there = socket.socketpair()
    with here, selectors.DefaultSelector() as selector:
        selector.register(here, selectors.EVENT_READ)

        def look(what):
            ready = "可读" if selector.select(0) else "不可读"
            print(f"{what}，现在{ready}")

        with there:
            look("对方没有说话")
            there.sendall(b"0123456789")
            look("说了十个字节")
            look("没有去收")
            here.recv(4)
            look("收了四个字节")
            here.recv(1024)
            look("都收了")
        look("对方走了")
        print(f"收到 {here.recv(1024)}")
        look("再看一次")


if __name__ == "__main__":
    main()
