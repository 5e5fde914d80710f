"""什么交得过去：复制的，真的共用的。

运行：python send.py
"""

from concurrent import interpreters
from contextlib import closing


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


if __name__ == "__main__":
    main()
