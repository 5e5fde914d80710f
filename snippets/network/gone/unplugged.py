"""连上，拔网线，等对方说话：最多几秒，用哪些选项，由命令行说。

运行：python unplugged.py 秒数 选项
选项：send（先发一句）、keepalive、user_timeout
"""

import sys

from cable import two_ends, unplug
from keepalive import wait
from server import ADDRESS


def main():
    seconds, options = float(sys.argv[1]), sys.argv[2:]
    with two_ends(ADDRESS) as (near, far):
        unplug(far)
        print(f"客户端：{wait(near, options, seconds)}")


if __name__ == "__main__":
    main()
