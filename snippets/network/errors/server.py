"""只服务一个客户端，照要求的样子对待它。

运行：python server.py reply，再运行 client.py
还可以是 silent、close、reset；不写是 reply
"""

import socket
import sys

ADDRESS = ("127.0.0.1", 21567)


def reply(connection):
    connection.recv(1024)
    connection.sendall(b"hi\n")


def silent(connection):
    connection.recv(1024)
    connection.recv(1024)  # 什么也不说，等它走


def close(connection):
    connection.recv(1024)  # 读完再关闭：对方得到 b""


def reset(connection):
    connection.recv(1)  # 没有读完就关闭：连接被重置


def main():
    manner = {"silent": silent, "close": close, "reset": reset}
    name = sys.argv[1] if len(sys.argv) > 1 else "reply"
    serve = manner.get(name, reply)
    try:
        with socket.create_server(ADDRESS) as server:
            print("服务端：正在监听 127.0.0.1:21567")
            connection, _ = server.accept()
            with connection:
                connection.settimeout(10)
                serve(connection)
        print("服务端：完")
    except OSError as error:
        print(f"服务端：断开了：{error}")
    except KeyboardInterrupt:
        print("服务端：已退出")


if __name__ == "__main__":
    main()
