"""三十个数的平方，13 总是把工人弄死。

运行：python thirteen.py
"""

import os
import signal

from cores import all_cores


def square(number):
    if number == 13:  # 像内存不够时，被系统杀死
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def main():
    results = all_cores(square, list(range(30)))
    good = [result for result, error in results if error is None]
    for number, (_, error) in enumerate(results):
        if error is not None:
            print(f"main：{number} 失败了：{error}")
    print(f"main：得到 {len(good)} 个，最后一个是 {good[-1]}")


if __name__ == "__main__":
    main()
