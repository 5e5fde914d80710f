"""线程之间用 queue.Queue：不打包，递过去的就是那个对象。

运行：python threads.py
"""

import queue
import threading

END = None
received = ["hello", "world", "123"]


def handle(q):
    while True:
        data = q.get()
        if data is END:
            break
        print("handle：是同一个对象吗？", data is received)


def main():
    q = queue.Queue(3)
    t = threading.Thread(target=handle, args=(q,))
    t.start()
    q.put(received)
    q.put(END)
    t.join()
    print("main：线程结束了")


if __name__ == "__main__":
    main()
