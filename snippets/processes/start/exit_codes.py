"""每个子进程都留下一个退出状态，主进程从 exitcode 读到它。

运行：python exit_codes.py
"""

import multiprocessing
import sys
import time


def finish():
    print("finish：我正常返回")


def leave():
    sys.exit(3)


def fail():
    raise RuntimeError("嗓子哑了")


def run_forever():
    time.sleep(3600)


def main():
    for target in (finish, leave, fail, run_forever):
        p = multiprocessing.Process(target=target, name=target.__name__)
        p.start()
        if target is run_forever:
            p.terminate()
        p.join()
        print(f"main：{p.name} 的退出状态是 {p.exitcode}")


if __name__ == "__main__":
    main()
