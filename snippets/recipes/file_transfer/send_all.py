"""送一个文件夹里的文件，两个两个地送；有没送到的，状态 1。

运行：先在另一个终端里运行 receive.py，再运行 send_all.py 文件夹
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from send import send


def send_one(path):
    try:
        send(path)
        print(f"发送方：{path.name} 送到了\n", end="")
        return True
    except (OSError, ValueError) as error:
        print(f"发送方：{path.name!r} 没有送到：{error}\n", end="")
        return False


def main():
    if len(sys.argv) != 2:
        print("用法：python send_all.py 文件夹", file=sys.stderr)
        sys.exit(2)
    folder = Path(sys.argv[1])
    try:
        paths = [path for path in folder.iterdir() if path.is_file()]
    except OSError as error:  # 例如没有这个文件夹
        sys.exit(f"发送方：{error}")
    with ThreadPoolExecutor(max_workers=2) as pool:
        results = list(pool.map(send_one, sorted(paths)))
    return 0 if all(results) else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        print("发送方：后面的不送了")
        sys.exit(130)
