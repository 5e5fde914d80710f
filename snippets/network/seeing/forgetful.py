"""错误示范：客户端走了，服务端忘记关闭自己的一端。

运行：python forgetful.py（Ctrl-C 结束）
"""

import socket

ADDRESS = ("127.0.0.1", 21567)


def main():
    kept = []
    try:
        with socket.create_server(ADDRESS) as server:
            print("服务端：正在监听 127.0.0.1:21567")
            while True:
                connection, _ = server.accept()
                kept.append(connection)  # 一直留着，没有关闭
                connection.settimeout(5)
                print("服务端：收到", connection.recv(1024))
    except KeyboardInterrupt:
        print("服务端：已退出")


if __name__ == "__main__":
    main()
