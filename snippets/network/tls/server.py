"""TLS 服务端：每个客户端一个线程，握手也在那里，都有时限。

运行：python server.py（Ctrl-C 结束），再运行 client.py
"""

import os
import socketserver
import ssl
import sys
import threading
import time

ADDRESS = ("127.0.0.1", 21567)
MOST = 8  # 同时服务几个客户端
LARGEST = 64 * 1024  # 一行最多几个字节
SECONDS = 3  # 握手最多几秒；收一行总共几秒


def read_line(connection, end):
    """收一行，最晚到 end；没说完、太长、太久都是异常。"""
    data = bytearray()
    while b"\n" not in data:
        left = end - time.monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        connection.settimeout(left)  # 只等剩下的时间
        part = connection.recv(LARGEST)
        if not part:
            raise ValueError("没有说完")
        data += part
        if len(data) > LARGEST:
            raise ValueError("太长了")
    return data.partition(b"\n")[0].decode()


def server_context(certificate="server.pem", key="server.key"):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


class Handler(socketserver.BaseRequestHandler):
    def handle(self):
        self.request.settimeout(SECONDS)
        with self.server.context.wrap_socket(  # 在这里握手
            self.request, server_side=True
        ) as connection:
            end = time.monotonic() + SECONDS
            text = read_line(connection, end)
            print(f"服务端：收到 {text!r}\n", end="")
            connection.sendall("你好，我是服务端\n".encode())


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = os.name == "posix"  # Windows 上不要
    request_queue_size = 128
    block_on_close = False  # 启动不了的线程，它也要 join

    def get_request(self):
        try:
            return super().get_request()
        except OSError as error:  # 例如描述符用完了
            print(f"服务端：接不了：{error}\n", end="")
            time.sleep(1)
            raise

    def verify_request(self, request, client_address):
        # 主线程、接客的线程不算；满了就断开
        return threading.active_count() - 2 < MOST

    def handle_error(self, request, client_address):
        error = sys.exc_info()[1]
        print(f"服务端：断开一个客户端：{error}\n", end="")


def main():
    # 正在说的，解释器结束以前等它们
    with Server(ADDRESS, Handler) as server:
        server.context = server_context(*sys.argv[1:])
        # 接客的在另一个线程：Ctrl-C 只打断主线程的等待
        serving = threading.Thread(target=server.serve_forever)
        try:
            serving.start()
            print("服务端：正在监听 127.0.0.1:21567\n", end="")
            while serving.is_alive():
                serving.join(1)
        except KeyboardInterrupt:
            server.shutdown()  # 先停，再说：也许说不出去
            print("服务端：不再接新的\n", end="")


if __name__ == "__main__":
    main()
