"""造一个有名字的块，等到按 Enter 才删掉。

运行：python owner.py
"""

from multiprocessing.shared_memory import SharedMemory


def main():
    block = SharedMemory("photo", create=True, size=3)
    try:
        block.buf[:3] = b"abc"
        print("主人：块造好了，按 Enter 删掉")
        input()
    finally:
        block.unlink()
        block.close()


if __name__ == "__main__":
    main()
