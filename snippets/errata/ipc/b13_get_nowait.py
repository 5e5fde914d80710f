"""错误示范：以为队列空的时候，get_nowait() 会返回点什么。

运行：python b13_get_nowait.py
"""

import multiprocessing


def main():
    q = multiprocessing.Queue(3)
    tmp = q.get_nowait()
    print("main：取出", tmp)


if __name__ == "__main__":
    main()
