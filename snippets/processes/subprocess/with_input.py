"""把输入交给另一个程序：input。送去的、收到的都很多。

运行：python with_input.py
"""

import subprocess
import sys
from pathlib import Path

DOUBLE = Path(__file__).with_name("double.py")


def main():
    numbers = "".join(f"{n}\n" for n in range(100_000))
    done = subprocess.run(
        [sys.executable, DOUBLE],
        input=numbers,
        check=True,
        timeout=30,
        capture_output=True,
        encoding="utf-8",
    )
    doubled = done.stdout.splitlines()
    print(f"main：送去 {len(numbers)} 个字节")
    print(f"main：收到 {len(doubled)} 行，最后是 {doubled[-1]}")


if __name__ == "__main__":
    main()
