"""threading.enumerate() 列出此刻还活着的线程。

运行：python list_threads.py
"""

import threading


def rest(over):
    over.wait()


def main():
    over = threading.Event()
    t1 = threading.Thread(target=rest, args=(over,), name="sing")
    t2 = threading.Thread(target=rest, args=(over,), name="dance")

    t1.start()
    t2.start()
    for t in threading.enumerate():
        print("main：活着", t)

    over.set()
    t1.join()
    t2.join()
    for t in threading.enumerate():
        print("main：join 之后，活着", t)
    print("main：t1 现在是", t1)


if __name__ == "__main__":
    main()
