"""两个子解释器各加一半，字节不复制。

运行：python halves.py
"""

from concurrent import interpreters
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing


def total(view):
    result = sum(view)
    view[0] = interpreters.get_current().id  # 谁加的
    return result


def main():
    # 前一半都是 1，后一半都是 2
    data = bytearray([1]) * 500_000 + bytearray([2]) * 500_000
    middle = len(data) // 2
    with (
        memoryview(data) as view,
        closing(interpreters.create()) as one,
        closing(interpreters.create()) as other,
        ThreadPoolExecutor(max_workers=2) as pool,
    ):
        first = pool.submit(one.call, total, view[:middle])
        second = pool.submit(other.call, total, view[middle:])
        a, b = first.result(), second.result()
    print(f"main：一共 {a} + {b} = {a + b}")
    print(f"main：谁加的？{data[0]} 和 {data[middle]}")


if __name__ == "__main__":
    main()
