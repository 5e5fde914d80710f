"""同一个服务端，换成 127.0.0.1 上的端口。

运行：python tcp_server.py（Ctrl-C 结束），再运行 tcp_client.py
"""

from multiprocessing.connection import Listener

from server import load_key, serve_all

ADDRESS = ("127.0.0.1", 21567)


def main():
    key = load_key()
    try:
        with Listener(ADDRESS, backlog=16, authkey=key) as listener:
            print("服务端：正在等客户端")
            serve_all(listener)
    except KeyboardInterrupt:
        print("服务端：已退出")


if __name__ == "__main__":
    main()
