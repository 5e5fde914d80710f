"""想要的端口被占用，就让系统挑一个空闲的。

运行：python any_port.py（Ctrl-C 结束）
"""

import errno
import socket
import sys

HOST, PORT = "127.0.0.1", 21567


def listen():
    try:
        return socket.create_server((HOST, PORT))
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise  # 别的错误，换一个端口也没有用
        print(f"服务端：{PORT} 被占用")
        return socket.create_server((HOST, 0))


def serve(server):
    while True:
        try:
            server.accept()[0].close()
        except OSError as error:  # 这一个没有接成
            print("服务端：断开一个客户端：", error)


def main():
    try:
        server = listen()
    except OSError as error:
        sys.exit(f"服务端：不能监听：{error}")
    with server:
        host, port = server.getsockname()
        print(f"服务端：正在监听 {host}:{port}")
        try:
            serve(server)
        except KeyboardInterrupt:
            print("服务端：已退出")


if __name__ == "__main__":
    main()
