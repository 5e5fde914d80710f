"""错误示范：服务端在本机，却照环境变量去找代理。

运行：http_proxy=http://127.0.0.1:21568 python proxied.py
"""

import sys
import urllib.request
from urllib.error import URLError


def main():
    url = "http://127.0.0.1:21567/"
    try:
        with urllib.request.urlopen(url, timeout=5) as reply:
            print(f"客户端：得到 {reply.read(1000).decode()!r}")
    except URLError as error:
        sys.exit(f"客户端：没有问成：{error.reason!r}")


if __name__ == "__main__":
    main()
