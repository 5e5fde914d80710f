"""错误示范：结束时没有删去套接字文件。

运行：python naive.py（Ctrl-C 结束），再运行一次
"""

import socket

from server import ADDRESS, FOLDER, serve_all


def main():
    FOLDER.mkdir(mode=0o700, exist_ok=True)
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(ADDRESS)
            server.listen(128)
            print("服务端：正在监听")
            serve_all(server)
    except KeyboardInterrupt:
        print("服务端：已退出")


if __name__ == "__main__":
    main()
