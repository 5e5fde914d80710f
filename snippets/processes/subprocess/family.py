"""被调用的程序：自己又启动一个程序，等它结束。

运行：python family.py
"""

import os
import subprocess
import sys
import time


def grandchild():
    parent = os.getppid()
    for _ in range(100):  # 最多十秒
        if os.getppid() != parent:
            print("孙进程：父进程不在了，我还在")
            return
        time.sleep(0.1)


def main():
    if sys.argv[1:] == ["grandchild"]:
        grandchild()
    else:
        command = [sys.executable, __file__, "grandchild"]
        subprocess.run(command)


if __name__ == "__main__":
    main()
