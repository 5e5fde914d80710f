"""错误示范：换成 SimpleQueue，先 join 一样卡住。

运行：python simple_join.py
"""

import multiprocessing


def producer(q):
    q.put("大" * 1_000_000)
    print("producer：put 返回了")


def main():
    q = multiprocessing.SimpleQueue()
    p = multiprocessing.Process(target=producer, args=(q,))
    p.start()
    p.join(timeout=2)  # 不限时的话，就一直等下去
    print("main：还活着吗？", p.is_alive())
    text = q.get()
    p.join()
    print("main：取出", len(text), "个字")


if __name__ == "__main__":
    main()
