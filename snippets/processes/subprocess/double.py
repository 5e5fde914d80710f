"""被调用的程序：读进一行一个数，打印它的两倍。

运行：echo 21 | python double.py
"""

import sys

for line in sys.stdin:
    print(int(line) * 2)
