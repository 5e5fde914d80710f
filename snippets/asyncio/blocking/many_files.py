"""同时读几个文件：读文件会阻塞，各交给一个线程。

运行：python many_files.py
"""

import asyncio
import tempfile
from pathlib import Path


def count_lines(path):
    with path.open(encoding="utf-8") as file:
        return sum(1 for line in file)


async def main(paths):
    jobs = [asyncio.to_thread(count_lines, path) for path in paths]
    lines = await asyncio.gather(*jobs)
    for i, path in enumerate(paths):
        print(f"main：{path.name} 有 {lines[i]} 行")


if __name__ == "__main__":
    # 临时文件夹，离开 with 就删掉
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{n}.txt") for n in (1, 2, 3)]
        for n, path in enumerate(paths, 1):
            path.write_text("一行\n" * n, encoding="utf-8")
        asyncio.run(main(paths))
