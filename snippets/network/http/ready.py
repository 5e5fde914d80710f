"""等服务端起来：每半秒问一次，十秒后不再问。

运行：python ready.py，再在另一个终端里运行 server.py
"""

import sys
import time
from http.client import HTTPException
from urllib.error import HTTPError

from client import SITE, fetch


def wait_ready(url, seconds=10):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            fetch(url)
            return True
        except HTTPError as error:
            error.close()
        except (OSError, HTTPException, ValueError):
            pass
        time.sleep(0.5)
    return False


def main():
    print("检查：等服务端起来", flush=True)
    try:
        ready = wait_ready(f"{SITE}/")
    except KeyboardInterrupt:
        sys.exit("检查：不等了")
    if not ready:
        sys.exit("检查：十秒了，还没有好")
    print("检查：好了")


if __name__ == "__main__":
    main()
