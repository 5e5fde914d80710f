"""写对了：进程池里的队列由 Manager 来建。

运行：python manager_queue.py
"""

import multiprocessing


def sing(q, song):
    q.put(f"《{song}》唱完了")


def main():
    songs = ["茉莉花", "小星星", "送别"]
    with multiprocessing.Manager() as manager:
        q = manager.Queue()
        with multiprocessing.Pool(3) as pool:
            tasks = [pool.apply_async(sing, (q, s)) for s in songs]
            for _ in songs:
                print("main：收到", q.get())
            for task in tasks:
                task.get()


if __name__ == "__main__":
    main()
