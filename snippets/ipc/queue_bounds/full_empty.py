"""满了和空了：等，限时等，不等。

运行：python full_empty.py
"""

import multiprocessing
import queue


def attempt(what, action, *args, **kwargs):
    try:
        print(f"main：{what}，得到 {action(*args, **kwargs)}")
    except (queue.Full, queue.Empty) as error:
        print(f"main：{what}，抛出 {type(error).__name__}")


def main():
    q = multiprocessing.Queue(2)
    attempt("空的，get_nowait 不等", q.get_nowait)
    attempt("空的，get 等 0.2 秒", q.get, timeout=0.2)
    q.put("abc")
    q.put([1, 2, 3])
    attempt("满的，put_nowait 不等", q.put_nowait, "cc")
    attempt("满的，put 等 0.2 秒", q.put, "cc", timeout=0.2)
    attempt("get 取走一件", q.get)
    attempt("腾出了位置，put", q.put, "cc", timeout=0.2)


if __name__ == "__main__":
    main()
