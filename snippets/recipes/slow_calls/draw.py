"""被调用的慢程序：画一张图，要花些时间，有时不成。

运行：python draw.py 山
"""

import subprocess
import sys
import time


def main():
    name = sys.argv[1]
    if name == "云":  # 再启动一个程序，两个都没完没了
        command = [sys.executable, __file__, "雨"]
        sys.exit(subprocess.call(command))
    time.sleep(60 if name == "雨" else 0.3)
    if name == "龙":
        for number in range(1, 100):
            print(f"第 {number} 笔：颜色不够", file=sys.stderr)
        print("没有见过龙", file=sys.stderr)
        sys.exit(3)
    print(f"一幅{name}")


if __name__ == "__main__":
    main()
