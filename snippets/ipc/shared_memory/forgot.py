"""错误示范：用完没有 unlink。

运行：python forgot.py
"""

from multiprocessing.shared_memory import SharedMemory


def main():
    block = SharedMemory(create=True, size=3)
    block.buf[:3] = b"abc"
    print("main：用完了", bytes(block.buf[:3]))
    block.close()


if __name__ == "__main__":
    main()
