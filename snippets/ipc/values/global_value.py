"""错误示范：共享的数是全局变量，没有交给子进程。

运行：python global_value.py fork
"""

import multiprocessing
import sys

counter = multiprocessing.Value("q", 0)


def add():
    with counter.get_lock():
        counter.value += 1


def main():
    context = multiprocessing.get_context(sys.argv[1])
    for _ in range(2):
        adder = context.Process(target=add)
        adder.start()
        adder.join()
    print(f"main（{sys.argv[1]}）：加了两次，得 {counter.value}")


if __name__ == "__main__":
    main()
