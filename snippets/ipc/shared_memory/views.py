"""把一块字节看成一排数；截出来的视图不放开，块就关不上。

运行：python views.py
"""

from multiprocessing.shared_memory import SharedMemory

COUNT = 3
SIZE = COUNT * 8  # 一个整数八个字节


def main():
    block = SharedMemory(create=True, size=SIZE)
    try:
        with block.buf[:SIZE].cast("q") as numbers:
            numbers[0] = 1_000_000
            numbers[2] = -1
            print("main：看成数", numbers.tolist())
        print("main：看成字节", list(block.buf[16:24]))
        part = block.buf[:8]
        try:
            block.close()
        except BufferError as error:
            print("main：关不上：", error)
        part.release()
        block.close()
        print("main：放开了 part，关上了")
    finally:
        block.unlink()


if __name__ == "__main__":
    main()
