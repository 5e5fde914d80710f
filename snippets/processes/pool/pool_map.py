"""只要结果时，map 一行就够：提交、等待、按顺序取回。

运行：python pool_map.py
"""

from multiprocessing import Pool


def square(number):
    return number * number


def main():
    with Pool(3) as pool:
        print("main：结果是", pool.map(square, range(10)))


if __name__ == "__main__":
    main()
