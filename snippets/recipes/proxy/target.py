"""目标：听客户端说完，才回答一共几个字节。

运行：python target.py（Ctrl-C 结束）
"""

import socket

ADDRESS = ("127.0.0.1", 21568)


def serve_one(server):
    connection, _ = server.accept()
    with connection:
        connection.settimeout(5)
        size = 0
        while data := connection.recv(65536):
            size += len(data)
        connection.sendall(f"一共 {size} 字节\n".encode())


def main():
    with socket.create_server(ADDRESS) as server:
        print("目标：正在监听 {}:{}".format(*ADDRESS))
        try:
            while True:
                try:
                    serve_one(server)
                except OSError as error:
                    print(f"目标：断开一个：{error}")
        except KeyboardInterrupt:
            print("目标：已退出")


if __name__ == "__main__":
    main()
