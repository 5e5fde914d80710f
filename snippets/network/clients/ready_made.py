"""标准库的 socketserver：每个客户端一个线程，最多八个。

运行：python ready_made.py（Ctrl-C 结束），再运行 client.py
"""

import os
import signal
import socketserver
import sys
import threading
import time

from server import ADDRESS, MOST, receive_all, say


class Handler(socketserver.BaseRequestHandler):
    def handle(self):
        text = receive_all(self.request)
        say(f"服务端：收到“{text}”")
        self.request.sendall("你好，我是服务端".encode())


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = os.name == "posix"
    request_queue_size = 128
    block_on_close = False  # 启动不了的线程，它也要 join

    def get_request(self):
        try:
            return super().get_request()
        except OSError as error:  # 例如描述符用完了
            say(f"服务端：接不了：{error}")
            time.sleep(1)  # 不歇，它会空转
            raise  # 由 socketserver 接住

    def verify_request(self, request, client_address):
        # 主线程、接客的线程不算
        return threading.active_count() - 2 < MOST

    def handle_error(self, request, client_address):
        error = sys.exc_info()[1]
        say(f"服务端：断开一个客户端：{error}")


def main():
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    # 正在服务的，解释器结束以前等它们
    with Server(ADDRESS, Handler) as server:
        # 接客的在另一个线程：Ctrl-C 只打断主线程的等待
        serving = threading.Thread(target=server.serve_forever)
        try:
            serving.start()
            say("服务端：正在监听 127.0.0.1:21567")
            while serving.is_alive():
                serving.join(1)
        except KeyboardInterrupt:
            server.shutdown()
            say("服务端：不再接新的")


if __name__ == "__main__":
    main()
