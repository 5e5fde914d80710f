"""错误示范：args 少了一个逗号，给的是字符串。

运行：python args_string.py
"""

import threading


def sing(song):
    print("sing：收到", song)


def main():
    t1 = threading.Thread(target=sing, args=("茉莉花"))
    t1.start()
    t1.join()


if __name__ == "__main__":
    main()
