"""自己的类、锁、函数里的函数，哪些交得过去。

运行：python refused.py
"""

import threading
from concurrent import interpreters
from contextlib import closing

import songs


class Here:
    pass


def new_here():
    return Here()


def new_double():
    times = 2

    def double(number):  # 函数里的函数，用了外层的 times
        return number * times

    return double


def main():
    lock = threading.Lock()
    with closing(interpreters.create()) as interp:
        for task in [
            (songs.new_song,),
            (new_here,),
            (print, lock),
            (new_double(), 3),
        ]:
            try:
                print(f"main：得到 {interp.call(*task)}")
            except interpreters.NotShareableError as e:
                print(f"main：得到 {e!r}")


if __name__ == "__main__":
    main()
