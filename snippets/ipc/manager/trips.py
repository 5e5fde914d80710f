"""同样的一千个数：一个一个地读，一次全部取回。

运行：python trips.py
"""

import multiprocessing
import time


def main():
    with multiprocessing.Manager() as manager:
        numbers = manager.list(range(1000))
        start = time.perf_counter()
        one_by_one = sum(number for number in numbers)
        middle = time.perf_counter()
        at_once = sum(numbers[:])  # 切片取回一个普通的列表
        end = time.perf_counter()
    print("main：两个和相等吗？", one_by_one == at_once)
    slow, fast = middle - start, end - middle
    print("main：一个一个地读，慢十倍以上吗？", slow > 10 * fast)


if __name__ == "__main__":
    main()
