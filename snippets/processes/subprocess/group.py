"""到了时限，结束整个进程组：子进程，和它启动的一切。

运行：python group.py（Linux 或 macOS）
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

FAMILY = Path(__file__).with_name("family.py")


def run_group(command, timeout):
    """运行 command，交回退出状态；超时，整个组都结束。"""
    with subprocess.Popen(command, start_new_session=True) as process:
        try:
            return process.wait(timeout)
        except BaseException:  # 超时、Ctrl-C，都要收拾
            os.killpg(process.pid, signal.SIGKILL)
            raise


def main():
    print("main：最多两秒")
    try:
        run_group([sys.executable, FAMILY], timeout=2)
    except subprocess.TimeoutExpired:
        print("main：到时限了，整个组都结束了")
    except KeyboardInterrupt:
        print("main：Ctrl-C，整个组都结束了")


if __name__ == "__main__":
    main()
