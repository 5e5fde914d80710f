"""装的是哪一种，现在有没有 GIL：两个不同的问题。

运行：python ask_both.py
"""

import sys
import sysconfig


def main():
    # 编译 Python 时的一个设置：1 是不带 GIL 的那一种
    free = sysconfig.get_config_var("Py_GIL_DISABLED") == 1
    ask = getattr(sys, "_is_gil_enabled", None)
    print(f"main：是可以不带 GIL 的那一种吗？{free}")
    print(f"main：现在有 GIL 吗？{ask is None or ask()}")


if __name__ == "__main__":
    main()
