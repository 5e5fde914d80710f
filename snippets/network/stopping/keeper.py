"""像 systemd 那样请一个程序结束：SIGTERM，等几秒，再 SIGKILL。

运行：python keeper.py server.py
"""

import subprocess
import sys

LAST = 3  # 等几秒


def stop(process):
    process.terminate()  # SIGTERM
    try:
        process.communicate(timeout=LAST)  # 也收下它说的，不让它堵住
        print(f"keeper：自己结束了，退出状态 {process.returncode}")
    except subprocess.TimeoutExpired:
        process.kill()  # SIGKILL
        status = process.wait()
        print(f"keeper：{LAST} 秒没有结束，杀死了，退出状态 {status}")


def main():
    command = [sys.executable, "-u", sys.argv[1]]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        try:
            print("keeper：它说", process.stdout.readline().rstrip())
            stop(process)
        finally:
            process.kill()  # 已经结束的，什么也不做


if __name__ == "__main__":
    main()
