"""任务很多，一批一批地交：做完一批，才去取下一批。

运行：python batches.py
"""

import itertools
import multiprocessing

taken = 0


def numbers():
    """代替一个很大的文件、一个没有尽头的来源。"""
    global taken
    for number in itertools.count():
        taken += 1
        yield number


def work(number):
    return number * number


def main():
    source = numbers()
    with multiprocessing.Pool(2) as pool:
        for _ in range(3):
            batch = list(itertools.islice(source, 1000))
            results = pool.map_async(work, batch).get(timeout=60)
            print(f"main：取了 {taken} 个，最后是 {results[-1]}")


if __name__ == "__main__":
    main()
