"""三首歌同时唱：map 和 as_completed 怎样交还结果。

运行：python order.py
"""

import time
from concurrent.futures import ProcessPoolExecutor, as_completed

SECONDS = {"慢歌": 1.5, "快歌": 0.1, "中速的歌": 0.8}


def sing(song):
    time.sleep(SECONDS[song])
    return song


def main():
    with ProcessPoolExecutor(max_workers=3) as pool:
        for song in pool.map(sing, SECONDS):
            print("main：map 给出", song)
        tasks = [pool.submit(sing, song) for song in SECONDS]
        for task in as_completed(tasks):
            print("main：as_completed 给出", task.result())


if __name__ == "__main__":
    main()
