"""任务做到一半就往回报告：队列由 Manager 来建。

运行：python manager_queue.py
"""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor

END = None  # 一个任务结束了，不论成功还是失败


def sing(q, song):
    q.put(f"《{song}》唱完了第一段")
    q.put(f"《{song}》唱完了第二段")
    return len(song)


def main():
    songs = ["茉莉花", "小星星", "送别"]
    with multiprocessing.Manager() as manager:
        q = manager.Queue()
        with ProcessPoolExecutor(max_workers=3) as pool:
            tasks = [pool.submit(sing, q, song) for song in songs]
            for task in tasks:  # 有了结局，main 自己放哨兵
                task.add_done_callback(lambda done: q.put(END))
            for _ in tasks:
                for text in iter(q.get, END):  # 取到哨兵为止
                    print("main：收到", text)
            print("main：结果是", [task.result() for task in tasks])


if __name__ == "__main__":
    main()
