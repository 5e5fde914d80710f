"""等每一个子进程，只要有一个失败，自己也以失败结束。

运行：python check_all.py
"""

import multiprocessing
import sys


def work(number):
    if number == 2:
        raise ValueError(f"{number} 号做不了")
    print(f"work：{number} 号做完了", flush=True)


def main():
    processes = [
        multiprocessing.Process(target=work, args=(n,), name=f"{n} 号")
        for n in (1, 2, 3)
    ]
    for each in processes:
        each.start()
    for each in processes:
        each.join()
    failed = [each.name for each in processes if each.exitcode != 0]
    if failed:
        sys.exit(f"main：失败的有 {failed}")


if __name__ == "__main__":
    main()
