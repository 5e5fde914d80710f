"""一边等结果，一边每隔一会儿报告：get 到时间就抛出 Empty。

运行：python progress.py
"""

import multiprocessing
import queue
import time


def worker(q):
    time.sleep(1.2)  # 代替一件慢的工作
    q.put("做好了")


def main():
    q = multiprocessing.Queue()
    p = multiprocessing.Process(target=worker, args=(q,))
    p.start()
    result = None
    while result is None:
        try:
            result = q.get(timeout=0.5)
        except queue.Empty:
            if not p.is_alive():
                break  # 没有结果就结束了
            print("main：还在做")
    p.join()
    print("main：结果是", result)


if __name__ == "__main__":
    main()
