"""错误示范：先等它结束，再读管道。

运行：python wait_first.py
"""

import subprocess
import sys

# 一百万个字节，和一个换行
BIG = "print('x' * 1_000_000)"


def main():
    with subprocess.Popen(
        [sys.executable, "-c", BIG],
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        try:
            process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            print("main：等了两秒，它还没有结束")
        output, _ = process.communicate(timeout=10)
        print("main：读到", len(output))
    print("main：退出状态是", process.returncode)


if __name__ == "__main__":
    main()
