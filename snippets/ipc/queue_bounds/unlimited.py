"""不写数字的 Queue() 也有上限：一个信号量最多数到几。

运行：python unlimited.py
"""

from multiprocessing import Queue, synchronize


def main():
    most = synchronize.SEM_VALUE_MAX
    print(f"main：信号量最多数到 {most:,}")
    Queue(most)
    print("main：上限是这个数，可以")
    try:
        Queue(most + 1)
    except (OverflowError, ValueError):
        print("main：再多一，就造不出来")


if __name__ == "__main__":
    main()
