"""错误示范：一个线程转账，另一个查账，没有锁。

运行：python half_done.py 几秒（看到了就停，最多查这么久）
"""

import sys
import threading
import time

left, right = 1000, 0  # 两个账户，加起来总是 1000
end = time.monotonic() + float(sys.argv[1])
done = False


def move():
    global left, right
    while not done:
        left -= 1
        right += 1


def check():
    global done
    wrong = False
    while not wrong and time.monotonic() < end:
        wrong = left + right != 1000
    done = True
    print(f"check：看到对不上了吗？{wrong}")


def main():
    threads = [threading.Thread(target=f) for f in (move, check)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print(f"main：最后相差 {left + right - 1000}")


if __name__ == "__main__":
    main()
