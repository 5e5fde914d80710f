"""数一数：一行里只有一种字母，才是好的。

运行：python check.py < each.log
"""

import sys

lines = sys.stdin.read().splitlines()
broken = [line for line in lines if len(set(line)) != 1]
print(f"{len(lines)} 行里，坏的有 {len(broken)} 行")
