"""五个程序，五种结局：看 returncode。

运行：python statuses.py
"""

import signal
import subprocess
import sys

KILL_ITSELF = "import os; os.kill(os.getpid(), 9)"


def show(code):
    done = subprocess.run(
        [sys.executable, "-c", code],  # -c：后面就是程序
        stderr=subprocess.DEVNULL,  # 不要它的 Traceback
        timeout=10,
    )
    print("main：退出状态是", done.returncode)
    return done.returncode


def main():
    show("pass")
    show("import sys; sys.exit(3)")
    show("1 / 0")
    number = show(KILL_ITSELF)
    print("main：这个信号叫", signal.Signals(-number).name)
    try:
        subprocess.run(["no-such-program"], timeout=10)
    except FileNotFoundError as error:
        print("main：没有运行起来：", error)


if __name__ == "__main__":
    main()
