"""另一种办法：普通的 Queue 在工人启动时交给它。

运行：python queue_initializer.py
"""

import multiprocessing


def prepare(queue):
    global q
    q = queue


def sing(song):
    q.put(f"《{song}》唱完了")


def main():
    songs = ["茉莉花", "小星星", "送别"]
    queue = multiprocessing.Queue()
    with multiprocessing.Pool(3, prepare, (queue,)) as pool:
        tasks = [pool.apply_async(sing, (s,)) for s in songs]
        for _ in songs:
            print("main：收到", queue.get())
        for task in tasks:
            task.get()


if __name__ == "__main__":
    main()
