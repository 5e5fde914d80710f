"""服务端：有好的文件，也有各种故意的失败。

运行：python bad_site.py，按 Ctrl-C 停止
"""

import socket
import struct
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ADDRESS = ("127.0.0.1", 21567)
RESET = struct.pack("ii", 1, 0)  # 关闭时直接重置（reset）
closing = threading.Event()
asked = set()  # 有人问过的


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):  # 来了一个 GET 请求
        name = self.path.strip("/").partition(".")[0]
        print(f"服务端：有人要 {self.path}\n", end="")
        first = name not in asked
        asked.add(name)
        if name in ("report", "photo"):
            self.reply({"report": 1000, "photo": 300_000}[name])
        elif name == "busy" and first:
            self.send_error(503)
        elif name == "busy":
            self.reply(2000)
        elif name == "broken":
            self.send_error(500)
        elif name == "short":
            self.reply(1000, really=500)
        elif name == "reset":
            self.connection.setsockopt(
                socket.SOL_SOCKET, socket.SO_LINGER, RESET
            )
            self.rfile.close()
            self.connection.close()
        elif name == "silent":
            closing.wait(60)
        elif name == "huge":
            self.trickle(b"x" * 60_000, 0)
        elif name == "slow":
            self.trickle(b"x", 0.1)
        else:
            self.send_error(404)

    def reply(self, size, really=None):
        """说好了 size 字节，真的发 really 字节。"""
        self.send_response(200)
        self.send_header("Content-Length", str(size))
        self.end_headers()
        self.wfile.write(b"x" * (size if really is None else really))

    def trickle(self, piece, seconds):
        """一块一块地发 25 块，不说一共多少。"""
        self.send_response(200)
        self.end_headers()
        for _ in range(25):
            self.wfile.write(piece)
            if closing.wait(seconds):
                break

    def log_message(self, *args):
        """现成的每个请求打印一行，不要。"""


class Server(ThreadingHTTPServer):
    def get_request(self):
        try:
            return super().get_request()
        except OSError:  # 例如描述符用完了：歇一秒，不空转
            time.sleep(1)
            raise  # 由 socketserver 接住

    def handle_error(self, request, client_address):
        """对方不等了，走了：不打印。"""


def main():
    with Server(ADDRESS, Handler) as server:
        print("服务端：正在监听 {}:{}".format(*ADDRESS))
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            closing.set()
    print("服务端：已退出")


if __name__ == "__main__":
    main()
