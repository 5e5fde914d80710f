"""错误示范：连上别的程序造的块，没有写 track=False。

运行：python owner.py，另一个终端里 python rude_guest.py
"""

from multiprocessing.shared_memory import SharedMemory


def main():
    block = SharedMemory("photo")
    try:
        print("客人：读到", bytes(block.buf[:3]))
    finally:
        block.close()


if __name__ == "__main__":
    main()
