"""同一个 mine，两个线程。

运行：python each_own.py
"""

import threading

mine = threading.local()


def sing():
    try:
        print(f"sing：已经有 {mine.song}")
    except AttributeError as error:
        print(f"sing：读不到，{error}")
    mine.song = "小星星"
    print(f"sing：读到 {mine.song}")


def main():
    mine.song = "茉莉花"
    t = threading.Thread(target=sing)
    t.start()
    t.join()
    print(f"main：读到 {mine.song}")


if __name__ == "__main__":
    main()
