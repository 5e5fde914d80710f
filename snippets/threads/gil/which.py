"""这个解释器现在有没有 GIL。

运行：python which.py
"""

import sys


def has_gil():
    ask = getattr(sys, "_is_gil_enabled", None)
    return ask is None or ask()  # 3.12 和更早的总是有


def main():
    print(f"main：有 GIL 吗？{has_gil()}")


if __name__ == "__main__":
    main()
