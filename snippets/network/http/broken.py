"""坏服务端：路径说明它怎样坏。一次一个客户端。

运行：python broken.py（Ctrl-C 结束），再运行 python client.py /short
"""

import socket
import time

ADDRESS = ("127.0.0.1", 21567)
OK = b"HTTP/1.1 200 OK\r\n"
MOVED = b"HTTP/1.1 302 Found\r\nLocation: /no_length\r\n\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n"
ANSWERS = {  # 一次一段，段与段之间停半秒
    "/": [b"SSH-2.0-OpenSSH_9.9\r\n"],
    "/nothing": [],
    "/not_http": [b"SSH-2.0-OpenSSH_9.9\r\n"],
    "/short": [OK + b"Content-Length: 10\r\n\r\nhello"],
    "/short_chunk": [OK + CHUNKED + b"\r\n5\r\nhel"],
    "/no_length": [OK + b"\r\nhello"],
    "/slow_body": [OK + b"\r\n", *[b"."] * 8],
    "/slow_head": [OK, *[b"X-Slow: 1\r\n"] * 7, b"\r\n", b"hello"],
    "/moved": [MOVED],
}


def answer(connection):
    connection.settimeout(5)
    with connection.makefile("rb") as lines:
        path = lines.readline(1000).decode().split(" ")[1]
        while lines.readline(1000).strip():  # 读到空行
            pass
    for number, part in enumerate(ANSWERS.get(path, [])):
        if number:
            time.sleep(0.5)
        connection.sendall(part)
    if path in ("/silent", "/moved"):
        connection.recv(1)  # 等到对方走


def accept(server):
    while True:
        try:
            return server.accept()[0]
        except OSError as error:  # 例如描述符用完了
            print(f"坏服务端：接不了：{error}")
            time.sleep(1)  # 不歇，它会空转


def answer_all(server):
    while True:
        try:
            with accept(server) as connection:
                answer(connection)
        except (OSError, ValueError, IndexError):
            pass  # 对方走了


def main():
    try:
        with socket.create_server(ADDRESS) as server:
            print("坏服务端：正在监听 127.0.0.1:21567")
            answer_all(server)
    except KeyboardInterrupt:
        print("坏服务端：已退出")


if __name__ == "__main__":
    main()
