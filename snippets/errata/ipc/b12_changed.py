"""错误示范：put 之后再改列表，取出来的也变了。

运行：python b12_changed.py
"""

from multiprocessing import Queue


def main():
    q = Queue(3)
    q.put("abc" * 1_000_000)
    numbers = [1, 2, 3]
    q.put(numbers)
    numbers.append(4)
    print("main：先取出", len(q.get()), "个字")
    print("main：再取出", q.get())


if __name__ == "__main__":
    main()
