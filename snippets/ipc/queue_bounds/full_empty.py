"""放和取都给期限：满了是 queue.Full，空了是 queue.Empty。

运行：python full_empty.py
"""

import multiprocessing
import queue


def main():
    q = multiprocessing.Queue(2)  # 最多两件
    q.put("hello", timeout=2)
    q.put("world", timeout=2)
    try:
        q.put("123", timeout=0.2)
    except queue.Full:
        print("main：等了 0.2 秒还是满的，123 没有放进去")
    print("main：取出", q.get(timeout=2))
    print("main：取出", q.get(timeout=2))
    try:
        q.get(timeout=0.2)
    except queue.Empty:
        print("main：等了 0.2 秒还是空的")


if __name__ == "__main__":
    main()
