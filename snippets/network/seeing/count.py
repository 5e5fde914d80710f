"""在这个端口上服务的一端，每种状态各有几个。

运行：python count.py 21567
"""

import sys
from collections import Counter

from connections import connections


def main():
    if len(sys.argv) != 2 or not sys.argv[1].isdecimal():
        print("用法：python count.py 端口", file=sys.stderr)
        sys.exit(2)
    port = int(sys.argv[1])
    counts = Counter(
        name
        for name, here, _, _ in connections(port)
        if here[1] == port  # 只数服务端的一端
    )
    for name, number in sorted(counts.items()):
        print(name, number)


if __name__ == "__main__":
    main()
