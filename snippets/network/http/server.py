"""一个小小的 HTTP 服务端：GET 取，POST 交；时间和大小有上限。

运行：python server.py（Ctrl-C 结束），再运行 client.py
"""

import re
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ADDRESS = ("127.0.0.1", 21567)
LARGEST = 64 * 1024  # 请求的正文最多几个字节


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # 一条连接上可以问几次
    timeout = 5  # 每次收、每次发，最多几秒

    def do_GET(self):
        if self.path != "/":
            self.answer(404, "没有这一页\n")
        elif self.body() is not None:  # 有也要读完，才能接着问
            self.answer(200, "你好，我是服务端\n")

    def do_POST(self):
        body = self.body()
        if body is not None:
            self.answer(200, f"收到 {len(body)} 字节\n")

    def body(self):
        """读完正文；收不了就回答一句，返回 None。"""
        if not self.headers:  # 例如 HTTP/0.9：没有首部，没有正文
            return b""
        # 写了两次的，连起来不是数字；不收 chunked：都是 411
        length = ",".join(self.headers.get_all("Content-Length", ["0"]))
        if "Transfer-Encoding" in self.headers:
            length = "chunked"
        if not re.fullmatch("[0-9]{1,18}", length):
            self.answer(411, "要写明 Content-Length\n")
        elif int(length) > LARGEST:
            self.answer(413, "太长了\n")
        elif len(body := self.rfile.read(int(length))) < int(length):
            self.answer(400, "没有说完\n")
        else:
            return body
        return None

    def version_string(self):
        return "demo"  # 不说用的是哪个版本

    def answer(self, code, text):
        body = text.encode()
        self.send_response(code)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        if code != 200:  # 正文也许没有读：不能接着问
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)


class Server(ThreadingHTTPServer):
    def get_request(self):
        try:
            return super().get_request()
        except OSError as error:  # 例如描述符用完了
            print(f"服务端：接不了：{error}\n", end="")
            time.sleep(1)  # 不歇，它会空转
            raise  # 由 socketserver 接住

    def handle_error(self, request, client_address):
        error = sys.exc_info()[1]  # 只断开这一个
        print(f"服务端：断开一个客户端：{error!r}\n", end="")


def main(handler=Handler):
    try:
        with Server(ADDRESS, handler) as server:
            print("服务端：正在监听 127.0.0.1:21567")
            server.serve_forever()
    except KeyboardInterrupt:
        print("服务端：已退出")


if __name__ == "__main__":
    main()
