"""先看有没有别的服务端；没有，就删去留下的文件，再开始。

运行：python restart.py（Ctrl-C 结束）
"""

import sys
from multiprocessing.connection import Client
from pathlib import Path

import server


def remove_stale():
    try:
        Client(server.ADDRESS).close()  # 不说口令，就不用等
    except FileNotFoundError:
        pass  # 没有留下什么
    except ConnectionRefusedError:  # 有文件，没有人在等
        Path(server.ADDRESS).unlink()
        print("服务端：删去了留下的文件")
    else:
        sys.exit("服务端：已经有一个在运行")


if __name__ == "__main__":
    remove_stale()
    server.main()
