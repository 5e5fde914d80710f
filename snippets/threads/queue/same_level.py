"""错误示范：一样急的两件，PriorityQueue 去比后面的字典。

运行：python same_level.py
"""

import queue


def main():
    noodles, rice = {"名字": "面"}, {"名字": "饭"}
    urgent = queue.PriorityQueue()
    urgent.put((2, noodles))
    print("main：一件放进去了")
    urgent.put((2, rice))
    print("main：又一件放进去了")


if __name__ == "__main__":
    main()
