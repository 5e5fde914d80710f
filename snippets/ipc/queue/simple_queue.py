"""SimpleQueue：put 自己打包、自己发送，没有另一个线程。

运行：python simple_queue.py
"""

from multiprocessing import SimpleQueue


def main():
    q = SimpleQueue()
    songs = ["茉莉花"]
    q.put(songs)
    songs.append("后来添上的歌")
    print("main：put 返回了，empty() 是", q.empty())
    print("main：取出", q.get())


if __name__ == "__main__":
    main()
