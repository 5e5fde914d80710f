"""错误示范：东西还没有取走，就先 join。

运行：python join_first.py
"""

import multiprocessing


def producer(q, text):
    q.put(text)


def main():
    q = multiprocessing.Queue()
    for text in ("小", "大" * 1_000_000):
        p = multiprocessing.Process(target=producer, args=(q, text))
        p.start()
        p.join(timeout=2)  # 不限时的话，就一直等下去
        print("main：还活着吗？", p.is_alive())
        print("main：取出", len(q.get()), "个字")
        p.join()
        print("main：结束了，退出状态", p.exitcode)


if __name__ == "__main__":
    main()
