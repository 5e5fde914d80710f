"""进程池：十个任务，三个进程，结果按次序取回。

运行：python executor.py
"""

from concurrent.futures import ProcessPoolExecutor


def square(number):
    return number * number


def main():
    with ProcessPoolExecutor(max_workers=3) as pool:
        results = list(pool.map(square, range(10)))
    print("main：结果是", results)


if __name__ == "__main__":
    main()
