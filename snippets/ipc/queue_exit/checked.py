"""放以前先序列化：不行就当场报错，行就是一份副本。

运行：python checked.py
"""

import multiprocessing
import pickle
import threading


def put(q, item):
    q.put(pickle.dumps(item))


def get(q):
    return pickle.loads(q.get(timeout=10))


def main():
    q = multiprocessing.Queue()
    try:
        put(q, threading.Lock())
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        print(f"main：放不进去：{error}")
    songs = ["茉莉花"]
    put(q, songs)
    songs.append("后来添上的歌")
    print("main：取出", get(q))


if __name__ == "__main__":
    main()
