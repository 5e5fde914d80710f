"""错误示范：timeout 只管每一次等多久，不管一共多久。

运行：python each_wait.py
"""

import time
import urllib.request

URL = "http://127.0.0.1:21567/slow.bin"


def main():
    start = time.monotonic()
    with urllib.request.urlopen(URL, timeout=1) as reply:
        size = len(reply.read())
    seconds = time.monotonic() - start
    print(f"main：{size} 字节，等了两秒以上吗？ {seconds > 2}")


if __name__ == "__main__":
    main()
