"""同时运行三个程序，每个最多两秒，按次序说出各自的结局。

运行：python three.py
"""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

PROGRAMS = [
    "print('算好了')",
    "import sys; sys.exit('没有米了')",
    "while True: pass",
]


def run(code):
    try:
        done = subprocess.run(
            [sys.executable, "-X", "utf8", "-c", code],
            timeout=2,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            encoding="utf-8",
        )
    except subprocess.TimeoutExpired:
        return "没有做完"
    if done.returncode != 0:
        return f"失败了，{done.returncode}：{done.stderr.strip()}"
    return f"成功：{done.stdout.strip()}"


def main():
    with ThreadPoolExecutor(max_workers=3) as pool:
        for number, text in enumerate(pool.map(run, PROGRAMS), 1):
            print(f"main：{number} 号{text}")


if __name__ == "__main__":
    main()
