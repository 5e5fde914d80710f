"""在一个地址上监听，来一个客户端就说一句 hello。

运行：python server.py 127.0.0.1（Ctrl-C 结束），再运行 client.py
"""

import socket
import sys
import time

PORT = 21567


def listen(host):
    """127.0.0.1 是 IPv4，::1 是 IPv6，哪一种由系统认。"""
    found = socket.getaddrinfo(host, PORT, type=socket.SOCK_STREAM)
    family, _, _, _, address = found[0]
    return socket.create_server(address, family=family)


def serve_all(server):
    while True:
        try:
            connection, address = server.accept()
        except OSError as error:  # 多半是描述符用完了
            print(f"服务端：接不了：{error}")
            time.sleep(1)  # 不歇，它会空转
            continue
        try:
            with connection:
                connection.settimeout(5)
                connection.sendall(b"hello\n")
            print(f"服务端：来了一个客户端，从 {address[0]}")
        except OSError as error:  # 只断开这一个
            print(f"服务端：断开一个客户端：{error}")


def main():
    host = sys.argv[1]
    try:
        with listen(host) as server:
            print(f"服务端：正在监听 {host} 的 {PORT} 端口")
            serve_all(server)
    except KeyboardInterrupt:
        print("服务端：已退出")


if __name__ == "__main__":
    main()
