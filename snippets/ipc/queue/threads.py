"""线程之间用 queue.Queue：递过去的就是那个对象，没有序列化。

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
    try:
        q.put(received)
    finally:
        q.put(END)
        t.join()
    print("main：线程结束了")


if __name__ == "__main__":
    main()
