"""同时读几个文件，说清楚哪个失败了。

运行：python read_files.py
"""

import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path


def count_lines(path):
    with path.open(encoding="utf-8") as file:
        return sum(1 for line in file)  # 大文件也不整个读进来


def count_all(paths):
    """打印每个文件的行数，返回失败了几个。"""
    failed = 0
    with ThreadPoolExecutor(max_workers=4) as pool:
        jobs = [
            (path, pool.submit(count_lines, path)) for path in paths
        ]
        for path, future in jobs:
            try:
                print(f"main：{path.name} 有 {future.result()} 行")
            except (OSError, ValueError) as error:
                kind = type(error).__name__
                print(f"main：{path.name} 失败了：{kind}")
                failed += 1
    return failed


def main():
    with tempfile.TemporaryDirectory() as folder:
        names = ("一行.txt", "两行.txt", "没有.txt", "坏的.txt")
        paths = [Path(folder, name) for name in names]
        paths[0].write_text("你好\n", encoding="utf-8")
        paths[1].write_text("你好\n再见\n", encoding="utf-8")
        paths[3].write_bytes(b"\xff")
        failed = count_all(paths)
    if failed:
        sys.exit(f"main：{failed} 个失败")


if __name__ == "__main__":
    main()
