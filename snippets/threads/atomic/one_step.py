"""一步的操作：两个线程抢着做，不加锁，一次也不错。

运行：python one_step.py
"""

import threading
from collections import deque

N = 100_000
items = []
table = {}
owners = {}
todo = deque(range(2 * N))
won, taken = ([], []), ([], [])
both = threading.Barrier(2)


def work(k):
    both.wait()  # 两个线程都到了，一起开始
    for i in range(N):
        items.append(i)
        table[k, i] = i
        won[k].append(owners.setdefault(i, k))  # 两个线程抢 i
        taken[k].append(todo.popleft())


def main():
    threads = [threading.Thread(target=work, args=(k,)) for k in (0, 1)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print(f"append：添了 {2 * N} 个，有 {len(items)} 个")
    print(f"d[key] = value：写了 {2 * N} 个，有 {len(table)} 个")
    print(f"setdefault：两个线程看到的一样吗？{won[0] == won[1]}")
    print(f"popleft：有 {len(set(taken[0] + taken[1]))} 个不同的")


if __name__ == "__main__":
    main()
