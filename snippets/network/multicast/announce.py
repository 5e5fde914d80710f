"""启动时向组里说“来了”，结束时说“走了”。

运行：先运行 watch.py，再运行 python announce.py 名字
"""

import contextlib
import sys

from find import through
from service import GROUP, PORT, udp


def say(sock, text):
    sock.sendto(text.encode(), (GROUP, PORT))


def main(name):
    with udp() as sock:
        through(sock)
        say(sock, f"{name} 来了")
        with contextlib.suppress(EOFError, KeyboardInterrupt):
            print("说过了，按 Enter 离开")
            input()
        say(sock, f"{name} 走了")


if __name__ == "__main__":
    main(sys.argv[1])
