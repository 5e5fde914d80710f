"""不知道一共多长，就一块一块地发，每块前面写明这一块多长。

运行：python chunked.py（Ctrl-C 结束），再运行 raw.py、client.py
"""

import server


class Handler(server.Handler):
    def answer(self, code, text):
        if self.request_version < "HTTP/1.1":  # 不懂 chunked
            super().answer(code, text)
            return
        self.send_response(code)
        self.send_header("Transfer-Encoding", "chunked")
        if code != 200:
            self.send_header("Connection", "close")
        self.end_headers()
        for start in range(0, len(text), 4):  # 一次四个字
            part = text[start : start + 4].encode()
            self.wfile.write(b"%x\r\n%b\r\n" % (len(part), part))
        self.wfile.write(b"0\r\n\r\n")  # 长度是 0：没有了


if __name__ == "__main__":
    server.main(Handler)
