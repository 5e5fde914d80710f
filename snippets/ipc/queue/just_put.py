"""刚 put 完，队列看上去还是空的。

运行：python just_put.py
"""

import multiprocessing


def main():
    times = 200
    empty = 0
    for _ in range(times):
        q = multiprocessing.Queue()
        q.put("abc")
        empty += q.empty()
        q.get()
    print(f"main：{times} 次里，刚 put 完就说自己空的有 {empty} 次")


if __name__ == "__main__":
    main()
