"""几种共享的数：能放多大，怎样取出全部，有没有锁。

运行：python kinds.py
"""

from multiprocessing import Array, RawValue, Value


def main():
    small, big = Value("i", 2_147_483_647), Value("q", 2_147_483_647)
    small.value += 1
    big.value += 1
    print("main：i 加一得", small.value)
    print("main：q 加一得", big.value)
    scores = Array("q", [90, 85, 77])
    scores[2] += 10
    print("main：取出全部", scores[:])
    try:
        scores[3] = 60
    except IndexError as error:
        print("main：没有第四格：", error)
    try:
        RawValue("q", 0).get_lock()
    except AttributeError as error:
        print("main：没有锁：", error)


if __name__ == "__main__":
    main()
