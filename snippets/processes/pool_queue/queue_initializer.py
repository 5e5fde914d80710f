"""另一种办法：SimpleQueue 在工人启动时交给它。

运行：python queue_initializer.py
"""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor

END = None


def prepare(queue):
    """每个工人启动时先执行一次。"""
    global q
    q = queue


def sing(song):
    q.put(f"《{song}》唱完了")


def main():
    songs = ["茉莉花", "小星星", "送别"]
    queue = multiprocessing.SimpleQueue()
    with ProcessPoolExecutor(
        max_workers=3, initializer=prepare, initargs=(queue,)
    ) as pool:
        tasks = [pool.submit(sing, song) for song in songs]
        for task in tasks:
            task.add_done_callback(lambda _: queue.put(END))
        for _ in tasks:
            for text in iter(queue.get, END):
                print("main：收到", text)
        for task in tasks:
            task.result()  # 出了错，在这里抛出


if __name__ == "__main__":
    main()
