"""没有线程也行：客户端沉默一秒就断开，轮到下一个。

运行：python timeout_server.py（Ctrl-C 结束），再运行 client.py
"""

import socket


def serve(connection):
    connection.settimeout(1)  # 每次 recv 最多等一秒
    try:
        data = b""
        while part := connection.recv(1024):
            data += part
        print(f"服务端：收到“{data.decode()}”")
        connection.sendall("你好，我是服务器".encode())
    except (OSError, UnicodeDecodeError) as error:
        # 超时，对方断开了，或者不是 UTF-8
        print("服务端：断开一个客户端：", error)


def main():
    with socket.create_server(("127.0.0.1", 8080)) as server:
        try:
            print("服务端：正在监听 127.0.0.1:8080")
            while True:
                connection, _ = server.accept()
                with connection:
                    serve(connection)
        except KeyboardInterrupt:
            print("服务端：已退出")


if __name__ == "__main__":
    main()
