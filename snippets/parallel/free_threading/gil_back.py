"""导入一个没有准备好的扩展模块，GIL 就回来了。

运行：python3.14t gil_back.py（要不带 GIL 的那一种）
"""

import sys
from importlib.machinery import ExtensionFileLoader
from importlib.util import find_spec, module_from_spec, spec_from_loader

NAME = "_testmultiphase_null_slots"


def import_old():
    """代替 import 旧模块：这一个在 Python 测试自己用的文件里。"""
    file = find_spec("_testmultiphase").origin
    loader = ExtensionFileLoader(NAME, file)
    module_from_spec(spec_from_loader(NAME, loader))


def main():
    print(f"main：导入以前，有 GIL 吗？{sys._is_gil_enabled()}")
    import_old()
    print(f"main：导入以后，有 GIL 吗？{sys._is_gil_enabled()}")


if __name__ == "__main__":
    main()
