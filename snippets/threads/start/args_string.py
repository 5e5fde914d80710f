"""错误示范：忘了逗号的字符串，每个字变成一个参数。

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
