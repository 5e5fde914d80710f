"""放进去的是一份副本，原来的列表随便改。

运行：python copied.py
"""

from multiprocessing import Queue


def main():
    q = Queue()
    q.put("大" * 1_000_000)
    songs = ["茉莉花"]
    q.put(list(songs))
    songs.append("后来添上的歌")
    print("main：先取出", len(q.get()), "个字")
    print("main：再取出", q.get())


if __name__ == "__main__":
    main()
