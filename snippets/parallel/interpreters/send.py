"""什么交得过去：复制，真的共用，交不过去。

运行：python send.py
"""

import threading
from concurrent import interpreters
from contextlib import closing

import songs


class Here:
    pass


def new_here():
    return Here()


def change(numbers):
    numbers[0] = 9


def main():
    with closing(interpreters.create()) as interp:
        copied = [1, 2, 3]
        interp.call(change, copied)
        print(f"main：列表还是 {copied}")

        shared = bytearray([1, 2, 3])  # 能改的一串字节
        with memoryview(shared) as view:  # 看着它，不复制
            interp.call(change, view)
        print(f"main：bytearray 变成 {list(shared)}")

        lock = threading.Lock()
        for task in [(songs.new_song,), (new_here,), (change, lock)]:
            try:
                print(f"main：得到 {type(interp.call(*task))}")
            except interpreters.NotShareableError as e:
                print(f"main：得到 {e!r}")


if __name__ == "__main__":
    main()
