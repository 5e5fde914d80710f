"""错误示范：路径太长，装不进地址里。

运行：python too_long.py
"""

import socket
from pathlib import Path


def main():
    for size in (107, 108):
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("a" * size)
            print(f"{size} 个字节，可以")
            Path("a" * size).unlink()


if __name__ == "__main__":
    main()
