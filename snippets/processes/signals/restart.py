"""子进程失败了，就再启动一个，最多三次。

运行：python restart.py（Linux 或 macOS）
"""

import multiprocessing
import os
import signal
import sys


def work(number):
    if number == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == 2:
        sys.exit(3)
    print("work：做完了")


def describe(code):
    if code < 0:
        return f"被 {signal.Signals(-code).name} 结束"
    return f"退出状态是 {code}"


def main():
    for number in (1, 2, 3):
        p = multiprocessing.Process(target=work, args=(number,))
        p.start()
        p.join()
        print(f"main：第 {number} 次，{describe(p.exitcode)}")
        if p.exitcode == 0:
            return
    sys.exit("main：三次都失败了")


if __name__ == "__main__":
    main()
