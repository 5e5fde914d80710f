"""几个线程一起数词：各数各的，合在一起时才加锁。

运行：python count_words.py
"""

import threading
from collections import Counter

counts = Counter()  # 像字典：词 -> 个数，没有的算 0
mutex = threading.Lock()


def count(text):
    mine = Counter(text.split())  # 自己的，别人碰不到
    with mutex:
        counts.update(mine)  # 一个一个地加上去：许多步


def main():
    texts = ["好 一朵 茉莉花", "好 一朵 茉莉花", "满园 花草 香也 好"]
    threads = [
        threading.Thread(target=count, args=(text,)) for text in texts
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print(f"main：好 {counts['好']} 个，茉莉花 {counts['茉莉花']} 个")


if __name__ == "__main__":
    main()
