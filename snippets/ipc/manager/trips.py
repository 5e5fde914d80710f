"""同样的一千个数：一个一个地读，一次全部取回。

运行：python trips.py
"""

import multiprocessing
import time


def seconds(read):
    start = time.perf_counter()
    read()
    return time.perf_counter() - start


def main():
    with multiprocessing.Manager() as manager:
        numbers = manager.list(range(1000))
        slow = seconds(lambda: sum(number for number in numbers))
        # 切片取回一个普通的列表
        fast = min(seconds(lambda: sum(numbers[:])) for _ in range(5))
    print("main：一个一个地读，慢十倍以上吗？", slow > 10 * fast)


if __name__ == "__main__":
    main()
