"""每份数据有一个结果，就不用自己管队列。

运行：python executor.py
"""

from concurrent.futures import ProcessPoolExecutor


def handle(data):
    return data.upper()


def main():
    received = ["hello", "world", "123"]
    with ProcessPoolExecutor(max_workers=2) as executor:
        for result in executor.map(handle, received):
            print("main：处理好了", result)


if __name__ == "__main__":
    main()
