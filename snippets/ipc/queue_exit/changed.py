"""错误示范：put 之后又改了这个列表。放副本就不怕。

运行：python changed.py
"""

from multiprocessing import Queue


def main():
    q = Queue()
    q.put("大" * 1_000_000)  # 管道装不下，后面的要排队
    songs = ["茉莉花"]
    q.put(songs)
    q.put(list(songs))  # 一份副本
    songs.append("后来添上的歌")
    print("main：先取出", len(q.get()), "个字")
    print("main：再取出", q.get())
    print("main：副本是", q.get())


if __name__ == "__main__":
    main()
