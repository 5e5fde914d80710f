"""目标：来一个，就尽量送 100 MB；一秒送不动，就不送了。

运行：python flood.py（Ctrl-C 结束）
"""

import socket

ADDRESS = ("127.0.0.1", 21568)


def serve_one(server):
    connection, _ = server.accept()
    with connection:
        connection.settimeout(1)
        for _ in range(100):
            connection.sendall(bytes(1_000_000))
        print("目标：100 MB 全送出去了")


def main():
    with socket.create_server(ADDRESS) as server:
        print("目标：正在监听 127.0.0.1:21568")
        try:
            while True:
                try:
                    serve_one(server)
                except OSError as error:
                    print(f"目标：送不动了：{error}")
        except KeyboardInterrupt:
            print("目标：已退出")


if __name__ == "__main__":
    main()
