"""错误示范：用 recv 收，看过是不是列表才用。

运行：python trusting.py，再运行 letter.py
"""

from multiprocessing.connection import Listener

from server import ADDRESS, load_key


def main():
    with Listener(ADDRESS, authkey=load_key()) as listener:
        print("服务端：正在等客户端")
        with listener.accept() as connection:
            numbers = connection.recv()
            if isinstance(numbers, list):
                print("服务端：和是", sum(numbers))
            else:
                print("服务端：不是列表，不用它")


if __name__ == "__main__":
    main()
