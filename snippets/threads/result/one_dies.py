"""一个线程里的异常，只结束这一个线程。

运行：python one_dies.py
"""

import threading


def sing():
    raise RuntimeError("sing：嗓子哑了")


def dance(music):
    music.wait()
    print("dance：我照常跳")


def main():
    music = threading.Event()
    t1 = threading.Thread(target=sing)
    t2 = threading.Thread(target=dance, args=(music,))
    t2.start()
    t1.start()
    t1.join()
    print("main：join 正常返回，t1 活着吗？", t1.is_alive())
    music.set()
    t2.join()
    print("main：正常结束")


if __name__ == "__main__":
    main()
