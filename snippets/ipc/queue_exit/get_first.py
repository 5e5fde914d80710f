"""先取走，再 join。

运行：python get_first.py
"""

import multiprocessing


def producer(q):
    q.put("大" * 1_000_000)


def main():
    q = multiprocessing.Queue()
    p = multiprocessing.Process(target=producer, args=(q,), daemon=True)
    p.start()
    print("main：取出", len(q.get(timeout=10)), "个字")
    p.join()
    print("main：它结束了，退出状态", p.exitcode)


if __name__ == "__main__":
    main()
