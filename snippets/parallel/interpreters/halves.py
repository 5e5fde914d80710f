"""两个子解释器各加一半，字节不复制。

运行：python halves.py
"""

from concurrent.futures import InterpreterPoolExecutor


def total(view):
    return sum(view)


def main():
    # 前一半都是 1，后一半都是 2
    data = bytearray([1]) * 500_000 + bytearray([2]) * 500_000
    middle = len(data) // 2
    with memoryview(data) as view:
        with InterpreterPoolExecutor(max_workers=2) as pool:
            halves = [view[:middle], view[middle:]]
            first, second = pool.map(total, halves)
    print(f"main：一共 {first} + {second} = {first + second}")


if __name__ == "__main__":
    main()
