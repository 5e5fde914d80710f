"""从管道读两行，看它们是不是一起来的。"""

import sys
import time

sys.stdin.readline()
first = time.monotonic()
sys.stdin.readline()
together = time.monotonic() - first < 0.5
print(
    "arrivals：两行一起来的" if together else "arrivals：第二行晚一秒"
)
