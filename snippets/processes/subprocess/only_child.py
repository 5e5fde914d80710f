"""错误示范：到了时限，只结束了子进程，孙进程没有人管。

运行：python only_child.py
"""

import subprocess
import sys
from pathlib import Path

FAMILY = Path(__file__).with_name("family.py")


def main():
    try:
        subprocess.run([sys.executable, FAMILY], timeout=2)
    except subprocess.TimeoutExpired:
        print("main：到时限了，子进程结束了")


if __name__ == "__main__":
    main()
