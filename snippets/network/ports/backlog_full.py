"""没有人 accept：队列满了，新的连接就建立不起来。

运行：python backlog_full.py（Linux 上的结果）
"""

import socket

ADDRESS = ("127.0.0.1", 21567)


def main():
    waiting = []
    with socket.create_server(ADDRESS, backlog=1):
        print("服务端：listen(1)，从不 accept")
        try:
            while len(waiting) < 100:
                client = socket.create_connection(ADDRESS, timeout=0.5)
                waiting.append(client)
        except OSError as error:
            print(f"客户端：{len(waiting)} 个连上了，下一个：{error}")
        for client in waiting:
            client.close()


if __name__ == "__main__":
    main()
