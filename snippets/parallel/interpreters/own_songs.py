"""两个子解释器，各唱各的。

运行：python own_songs.py
"""

import os
from concurrent import interpreters
from contextlib import closing  # 离开 with 时调用它的 close()

songs = []
print(f"顶层代码：__name__ 是 {__name__}")


def sing(name, pid):
    songs.append(name)
    print(f"sing：{songs}，同一个进程吗？{os.getpid() == pid}")


def main():
    pid = os.getpid()
    with (
        closing(interpreters.create()) as first,
        closing(interpreters.create()) as second,
    ):
        first.call(sing, "送别", pid)
        first.call(sing, "茉莉花", pid)
        second.call(sing, "小星星", pid)
    print(f"main：这里有 {songs}")


if __name__ == "__main__":
    main()
