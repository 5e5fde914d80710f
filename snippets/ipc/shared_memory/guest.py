"""连上别的程序造的块，只读不删（Python 3.13 起）。

运行：python owner.py，另一个终端里 python guest.py
"""

from multiprocessing.shared_memory import SharedMemory


def main():
    block = SharedMemory("photo", track=False)
    try:
        print("客人：读到", bytes(block.buf[:3]))
    finally:
        block.close()


if __name__ == "__main__":
    main()
