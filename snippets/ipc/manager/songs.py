"""两个进程往同一个列表里添，一首也不少。

运行：python songs.py
"""

import multiprocessing


def worker(d, name):
    for number in range(3):
        d["songs"].append(f"{name}{number}")


def main():
    with multiprocessing.Manager() as manager:
        d = manager.dict(songs=manager.list())
        workers = [
            multiprocessing.Process(target=worker, args=(d, name))
            for name in ("甲", "乙")
        ]
        for p in workers:
            p.start()
        for p in workers:
            p.join()
        print("main：一共", sorted(d["songs"][:]))


if __name__ == "__main__":
    main()
