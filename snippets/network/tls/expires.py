"""服务端的证书哪天到期，还有没有三十天。

运行：先在另一个终端里运行 server.py，再运行 expires.py
"""

import socket
import ssl
import sys
import time

from client import client_context
from server import ADDRESS, SECONDS


def expires(name):
    with socket.create_connection(ADDRESS, SECONDS) as connection:
        with client_context().wrap_socket(
            connection, server_hostname=name
        ) as tls:
            return tls.getpeercert()["notAfter"]


def main():
    try:
        end = expires("localhost")
    except OSError as error:  # 连不上；已经到期的也在这里
        sys.exit(f"检查：没有连成：{error}")
    print("检查：到期", end)
    days = (ssl.cert_time_to_seconds(end) - time.time()) / 86400
    if days < 30:
        sys.exit(f"检查：只有 {days:.0f} 天了，该换了")
    print("检查：还有三十天以上")


if __name__ == "__main__":
    main()
