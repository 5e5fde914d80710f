"""错误示范：共享的列表里放中文。

运行：python chinese_list.py
"""

from multiprocessing.managers import SharedMemoryManager


def main():
    songs = ["送别", "茉莉花", "茉莉花".encode(), b"abc\0"]
    with SharedMemoryManager() as manager:
        shared = manager.ShareableList(songs)
        for number in range(4):
            try:
                print("main：取出", shared[number])
            except UnicodeDecodeError as error:
                print("main：出错：", error)
        shared.shm.close()


if __name__ == "__main__":
    main()
