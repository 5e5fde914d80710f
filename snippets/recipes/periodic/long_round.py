"""一次要做一分钟：一小步一小步地做，叫停就收拾好停下。

运行：python long_round.py，按 Ctrl-C 停止
"""

import sys

from periodic import serve


def work(number, stop):
    for step in range(1, 121):
        print(f"work：第 {number} 次，第 {step} 步")
        if stop.wait(0.5):  # 代替一小步真正的工作
            print("work：做到一半，收拾好了")
            return


def main():
    return serve(60, work)


if __name__ == "__main__":
    sys.exit(main())
