"""几个参数的任务：starmap 拆开元组，partial 先定下几个。

运行：python several.py
"""

import functools
import multiprocessing


def sing(song, times, mood="高兴"):
    return f"《{song}》{mood}地唱 {times} 遍"


def main():
    tasks = [("茉莉花", 2), ("送别", 1)]
    quiet = functools.partial(sing, times=3, mood="轻轻")
    with multiprocessing.Pool(3) as pool:
        for text in pool.starmap(sing, tasks):
            print("main：收到", text)
        for text in pool.map(quiet, ["小星星", "送别"]):
            print("main：收到", text)


if __name__ == "__main__":
    main()
