"""三个窗口一起卖十张票：看和减在同一次加锁里，收钱在锁外面。

运行：python tickets.py
"""

import threading
import time

tickets = 10
mutex = threading.Lock()


def sell(counts, window):
    global tickets
    while True:
        with mutex:
            if tickets == 0:
                return
            tickets -= 1  # 这一张归这个窗口了
        time.sleep(0.01)  # 收钱慢，不拿着锁
        counts[window] += 1  # 每个窗口只改自己的一格


def main():
    counts = [0, 0, 0]
    threads = [
        threading.Thread(target=sell, args=(counts, window))
        for window in range(3)
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print(f"main：剩 {tickets} 张，卖了 {sum(counts)} 张")


if __name__ == "__main__":
    main()
