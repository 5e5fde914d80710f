"""送一样东西：反序列化它的那一方，就替它调用一次 print。

运行：先在另一个终端里运行 trusting.py，再运行 letter.py
"""

from multiprocessing.connection import Client

from server import ADDRESS, load_key


class Letter:
    """一封信：它自己说，反序列化的时候调用什么。"""

    def __reduce__(self):
        return print, ("我在服务端里，听客户端的",)


def main():
    with Client(ADDRESS, authkey=load_key()) as connection:
        connection.send(Letter())
    print("客户端：送出去了")


if __name__ == "__main__":
    main()
