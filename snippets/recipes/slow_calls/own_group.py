"""错误示范：没有另开一个组，就给整个组发 SIGKILL。

运行：python own_group.py
"""

import os
import signal
import subprocess


def main():
    process = subprocess.Popen(["sleep", "60"])
    print("main：结束 sleep 所在的组", flush=True)
    os.killpg(os.getpgid(process.pid), signal.SIGKILL)
    process.wait()
    print("main：它结束了")


if __name__ == "__main__":
    main()
