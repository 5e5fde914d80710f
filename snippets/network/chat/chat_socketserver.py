"""聊天服务端，socketserver：接客、启动线程由它做。

运行：python chat_socketserver.py（Ctrl-C 结束），再运行 trial.py
"""

import os
import signal
import socketserver
import sys
import threading
import time

from chat_threads import ADDRESS, Room, say, wait_all


class Handler(socketserver.BaseRequestHandler):
    def handle(self):
        self.server.room.serve(self.request)


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = os.name == "posix"
    request_queue_size = 128
    block_on_close = False  # 启动不了的线程，它也要 join

    def __init__(self, *arguments):
        self.room = Room()
        super().__init__(*arguments)

    def get_request(self):
        try:
            return super().get_request()
        except OSError as error:  # 例如描述符用完了
            say(f"服务端：接不了：{error}")
            time.sleep(1)  # 不歇，它会空转
            raise  # 由 socketserver 接住

    def verify_request(self, request, client_address):
        try:
            return self.room.enter(request)
        except OSError as error:  # 走了；它不接住这里的异常
            say(f"服务端：断开一个：{error}")
            return False

    def handle_error(self, request, client_address):
        # 例如启动不了线程
        self.room.drop(request, sys.exc_info()[1])


def main():
    # 收到 SIGTERM，也像按了 Ctrl-C 一样
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with Server(ADDRESS, Handler) as server:
        # 接客的在另一个线程：Ctrl-C 只打断主线程的等待
        serving = threading.Thread(target=server.serve_forever)
        try:
            serving.start()
            say("服务端：正在监听 127.0.0.1:21567")
            while serving.is_alive():
                serving.join(1)
        except KeyboardInterrupt:
            server.shutdown()  # 不再接新的
        server.room.close()
    wait_all()
    say("服务端：已退出")


if __name__ == "__main__":
    main()
