"""错误示范：一边遍历，别的线程一边改。

运行：python iterate.py
"""

import threading

names = ["甲", "乙", "丙"]
prices = {"苹果": 3, "梨": 2}


def take_first():
    names.pop(0)


def add_peach():
    prices["桃"] = 5


def look(things, change):
    for each in things:
        print(f"main：看到 {each}")
        t = threading.Thread(target=change)
        t.start()  # 每看一个，别的线程改一次
        t.join()


def main():
    look(names, take_first)
    look(prices, add_peach)


if __name__ == "__main__":
    main()
