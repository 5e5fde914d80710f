"""错误示范：一样急的两件，PriorityQueue 去比后面的字典。

运行：python same_level.py
"""

import queue


def main():
    urgent = queue.PriorityQueue()
    urgent.put((2, {"名字": "面"}))
    print("main：面放进去了")
    urgent.put((2, {"名字": "饭"}))
    print("main：饭放进去了")


if __name__ == "__main__":
    main()
