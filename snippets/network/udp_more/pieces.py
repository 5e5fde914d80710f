"""一个数据报要切成几片，每片丢百分之一，全到的有多少。

运行：python pieces.py
"""

import math

IP, UDP = 20, 8  # 两个头各几个字节（IPv4）


def pieces(size, mtu):
    if IP + UDP + size <= mtu:
        return 1
    each = (mtu - IP) // 8 * 8  # 除了最后一片，都是 8 的倍数
    return math.ceil((UDP + size) / each)


def main():
    for mtu in (65536, 1500):
        print(f"MTU {mtu}")
        for size in (1200, 1472, 1473, 65507):
            count = pieces(size, mtu)
            print(f"  {size} 字节：{count} 片，{0.99**count:.0%}")


if __name__ == "__main__":
    main()
