"""错误示范：时限不是整数秒。

运行：python half_second.py
"""

import time
from concurrent import interpreters


def main():
    nobody = interpreters.create_queue()  # 没有人往里放
    for timeout in (0.9, 1):
        start = time.monotonic()
        try:
            nobody.get(timeout=timeout)
        except interpreters.QueueEmpty:
            waited = time.monotonic() - start
            print(f"main：{timeout} 秒，等到了吗？{waited >= timeout}")


if __name__ == "__main__":
    main()
