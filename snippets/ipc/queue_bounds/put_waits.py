"""队列满了，put 就一直等，等到有人取走一件。

运行：python put_waits.py
"""

import multiprocessing


def producer(q, ready):
    for item in (232, "abc", [1, 2, 3]):
        q.put(item)
    print("producer：放了三件，再放一件要等")
    ready.set()
    q.put("cc")
    print("producer：第四件放进去了")


def main():
    q = multiprocessing.Queue(3)
    ready = multiprocessing.Event()
    p = multiprocessing.Process(target=producer, args=(q, ready))
    p.start()
    ready.wait()
    print("main：我来取走一件")
    q.get()
    rest = [q.get() for _ in range(3)]
    p.join()  # 先取完，再 join
    print("main：剩下的是", rest)


if __name__ == "__main__":
    main()
