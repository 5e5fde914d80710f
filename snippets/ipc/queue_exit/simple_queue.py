"""SimpleQueue：put 自己序列化、自己发送，没有另一个线程。

运行：python simple_queue.py
"""

import multiprocessing


def producer(q):
    q.put("大" * 1_000_000)  # 管道装不下，put 就等


def main():
    q = multiprocessing.SimpleQueue()
    songs = ["茉莉花"]
    q.put(songs)
    songs.append("后来添上的歌")
    print("main：put 返回了，empty() 是", q.empty())
    print("main：取出", q.get())
    p = multiprocessing.Process(target=producer, args=(q,))
    p.start()
    p.join(timeout=0.5)
    print("main：等了 0.5 秒，它还活着吗？", p.is_alive())
    print("main：取出", len(q.get()), "个字")
    p.join()


if __name__ == "__main__":
    main()
