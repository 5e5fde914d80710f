"""读标准输入，数一数有几行不完整。

运行：python glued.py | python check.py
"""

import re
import sys

WHOLE = re.compile(r"歌手 \d：第 \d+ 句\n")


def main():
    lines = list(sys.stdin)
    broken = [line for line in lines if not WHOLE.fullmatch(line)]
    print(f"check：{len(lines)} 行里，坏的有 {len(broken)} 行")


if __name__ == "__main__":
    main()
