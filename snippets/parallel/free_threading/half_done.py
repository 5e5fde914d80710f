"""错误示范：一个线程转账，另一个查账，没有锁。

运行：python half_done.py
"""

import threading

TOTAL = 500_000
left, right = TOTAL, 0  # 两个账户，加起来总是 TOTAL
moved = False
both = threading.Barrier(2)


def move():
    global left, right, moved
    both.wait()  # 两个线程都到了，一起开始
    for _ in range(TOTAL):
        left -= 1
        right += 1
    moved = True


def check():
    wrong = 0
    both.wait()
    while not moved:
        if left + right != TOTAL:
            wrong += 1
    print(f"check：看到对不上，{wrong} 次")


def main():
    threads = [threading.Thread(target=f) for f in (move, check)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print(f"main：最后 {left} + {right}")


if __name__ == "__main__":
    main()
