"""八个客人，三把椅子：等 0.2 秒等不到就走。

运行：python chairs.py
"""

import threading
import time

chairs = threading.BoundedSemaphore(3)
sat, left = [], []


def guest(number):
    if not chairs.acquire(timeout=0.2):
        left.append(number)
        return
    try:
        sat.append(number)
        time.sleep(1)
    finally:
        chairs.release()


def main():
    threads = [
        threading.Thread(target=guest, args=(number,))
        for number in range(8)
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print(f"main：{len(sat)} 个坐下了，{len(left)} 个走了")


if __name__ == "__main__":
    main()
