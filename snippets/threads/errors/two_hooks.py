"""两个 hook：threading.excepthook 管线程，sys.excepthook 管主线程。

运行：python two_hooks.py
"""

import sys
import threading


def in_thread(args):
    name = threading.current_thread().name  # 就在出错的线程里
    print(f"管线程的：{name}，{args.exc_type.__name__}")


def in_main(kind, error, traceback):
    print(f"管主线程的：{error}")


def sing():
    raise RuntimeError("嗓子哑了")


def dance():
    sys.exit(3)


def main():
    threading.excepthook = in_thread
    sys.excepthook = in_main
    for name, work in (("歌手", sing), ("舞者", dance)):
        t = threading.Thread(target=work, name=name)
        t.start()
        t.join()
    raise RuntimeError("轮到主线程出错了")


if __name__ == "__main__":
    main()
