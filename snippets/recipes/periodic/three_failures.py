"""失败了接着做；连续失败三次，不做了，状态 1。

运行：python three_failures.py
"""

import sys

from periodic import serve

failures = []


def measure(number):
    if number != 2:  # 只有第 2 次成功
        raise OSError("连不上")
    print("work：第 2 次成功了")


def work(number, stop):
    try:
        measure(number)
        failures.clear()
    except OSError as error:
        print(f"work：第 {number} 次失败了：{error}")
        failures.append(number)
        if len(failures) == 3:
            print("work：连续失败三次")
            stop.set()


def main():
    return serve(0.1, work, catch_up=True)


if __name__ == "__main__":
    sys.exit(main())
