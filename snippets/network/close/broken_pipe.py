"""对方已经关闭，还在发：第一次没有异常，后来才有。

运行：python broken_pipe.py
"""

import socket
import time

ADDRESS = ("127.0.0.1", 21567)


def main():
    with socket.create_server(ADDRESS) as server:
        client = socket.create_connection(ADDRESS, timeout=5)
        connection, _ = server.accept()
    connection.close()
    print("服务端：已关闭")
    with client:
        try:
            for number in range(1, 10):
                client.sendall(b"hello")
                print(f"客户端：第 {number} 次 sendall 没有异常")
                time.sleep(0.1)
        except ConnectionError as error:
            print(f"客户端：{type(error).__name__}: {error}")


if __name__ == "__main__":
    main()
