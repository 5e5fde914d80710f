"""错误示范：OSError 写在最前面，后面的都走不到。

运行：python oserror_first.py，不启动服务端
"""

import socket
import sys


def main():
    try:
        socket.create_connection(
            ("127.0.0.1", 21567), timeout=5
        ).close()
    except OSError as error:
        sys.exit(f"客户端：网络坏了？{error}")
    except ConnectionRefusedError:
        sys.exit("客户端：服务端没有启动")


if __name__ == "__main__":
    main()
