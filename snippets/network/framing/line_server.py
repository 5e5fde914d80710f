"""一行是一条消息：同一条连接上说很多句，每句都有回复。

运行：python line_server.py（Ctrl-C 结束），再运行 line_client.py
"""

import socket


def main():
    with socket.create_server(("127.0.0.1", 8080)) as server:
        try:
            print("服务端：正在监听 127.0.0.1:8080")
            while True:
                connection, _ = server.accept()
                with (
                    connection,
                    connection.makefile(encoding="utf-8") as lines,
                ):
                    for line in lines:  # 对方关闭时循环结束
                        text = line.rstrip("\n")
                        print("服务端：收到", text)
                        connection.sendall(f"收到“{text}”\n".encode())
                print("服务端：客户端走了")
        except KeyboardInterrupt:
            print("服务端：已退出")


if __name__ == "__main__":
    main()
