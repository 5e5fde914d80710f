"""错误示范：只限制每次 recv，不限制总共的时间。

运行：python each_recv.py（Ctrl-C 结束），再运行 slow.py
"""

import socket

ADDRESS = ("127.0.0.1", 21567)


def read_line(connection):
    connection.settimeout(1)  # 每次 recv 最多一秒
    data = bytearray()
    while b"\n" not in data:
        part = connection.recv(64 * 1024)
        if not part:
            raise ValueError("没有说完")
        data += part
        if len(data) > 64 * 1024:
            raise ValueError("太长了")
    return data.partition(b"\n")[0].decode()


def serve_all(server):
    while True:
        connection, _ = server.accept()
        try:
            with connection:
                text = read_line(connection)
                print(f"服务端：收到 {text}")
                connection.sendall(f"收到“{text}”\n".encode())
        except (OSError, ValueError) as error:
            print(f"服务端：断开一个客户端：{error}")


def main():
    try:
        with socket.create_server(ADDRESS) as server:
            print("服务端：正在监听 127.0.0.1:21567")
            serve_all(server)
    except KeyboardInterrupt:
        print("服务端：已退出")


if __name__ == "__main__":
    main()
