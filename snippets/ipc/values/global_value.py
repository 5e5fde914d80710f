"""错误示范：两个共享的数，一个交给子进程，一个只是全局变量。

运行：python global_value.py fork
"""

import multiprocessing
import sys

everyone = multiprocessing.RawValue("q", 0)  # 没有交给子进程


def add(given):
    with given.get_lock():
        given.value += 1
        everyone.value += 1


def main():
    context = multiprocessing.get_context(sys.argv[1])
    given = context.Value("q", 0)  # 和 Process 用同一个 context
    for _ in range(2):
        adder = context.Process(target=add, args=(given,))
        adder.start()
        adder.join()
    print(f"main：交过去的得 {given.value}，全局的得 {everyone.value}")


if __name__ == "__main__":
    main()
