"""取一页，或者交一段话：大小和时间有上限，几种失败分开说。

运行：先在另一个终端里运行 server.py，再运行 python client.py /
"""

import sys
import time
import urllib.request
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import quote

SITE = "http://127.0.0.1:21567"
LARGEST = 1_000_000  # 正文最多几个字节
SECONDS = 2  # 每次最多等几秒；过了这么久正文还没完，也放弃


class Redirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, req, fp, *rest):
        new = super().redirect_request(req, fp, *rest)
        fp.close()  # 不然它先读完这个正文，没有上限
        return new


# 服务端在本机，不经过代理
OPENER = urllib.request.build_opener(
    urllib.request.ProxyHandler({}), Redirect
)


def fetch(url, data=None):
    end = time.monotonic() + SECONDS
    body = bytearray()
    with OPENER.open(url, data, SECONDS) as reply:
        while part := reply.read1(LARGEST):  # 来多少取多少
            body += part
            if len(body) > LARGEST:
                raise ValueError("太长了")
            if time.monotonic() > end:
                raise ValueError("太久了")
        length = reply.headers["Content-Length"]  # 没有就是 None
    if length is not None and len(body) != int(length):
        raise ValueError("没有收全")
    return body.decode()


def main():
    if len(sys.argv) not in (2, 3):
        print("用法：python client.py 路径 [要交的]", file=sys.stderr)
        sys.exit(2)
    url = SITE + quote(sys.argv[1])
    data = sys.argv[2].encode() if sys.argv[2:] else None  # GET
    try:
        print(f"客户端：得到 {fetch(url, data)!r}")
    except HTTPError as error:  # 回答了，但是不给
        error.close()  # 它也是一个回答，用完要关
        sys.exit(f"客户端：服务端不给，状态码 {error.code}")
    except URLError as error:  # 没有问成：连不上，查不到域名
        sys.exit(f"客户端：没有问成：{error.reason!r}")
    except (OSError, HTTPException, ValueError) as error:
        sys.exit(f"客户端：问了，没有好好回答：{error!r}")


if __name__ == "__main__":
    main()
