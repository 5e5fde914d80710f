"""今天的写法：ProcessPoolExecutor 负责启动、等待，带回返回值。

运行：python executor.py
"""

from concurrent.futures import ProcessPoolExecutor


def square(number):
    return number * number


def main():
    with ProcessPoolExecutor(max_workers=3) as pool:
        print("main：结果是", list(pool.map(square, range(10))))
    print("main：进程池已经关闭")


if __name__ == "__main__":
    main()
