"""它一边运行，这里一边读：一行一行，不等它结束。

运行：python each_line.py
"""

import subprocess
import sys
import threading
from pathlib import Path

PROGRESS = Path(__file__).with_name("progress.py")


def main():
    with subprocess.Popen(
        [sys.executable, "-u", "-X", "utf8", PROGRESS],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,  # 和标准输出用同一个管道
        encoding="utf-8",
    ) as process:
        # 一个定时器：十秒后调用 process.kill()
        timer = threading.Timer(10, process.kill)
        timer.start()
        try:
            for line in process.stdout:
                print("main：收到", line.rstrip())
            process.wait()  # 读完了，它也许还没有结束
        except BaseException:  # 这里出了错，也不留下它
            process.kill()
            raise
        finally:
            timer.cancel()
    print("main：退出状态是", process.returncode)


if __name__ == "__main__":
    main()
