"""不知道一共多长，就一块一块地发，每块前面写明这一块多长。

运行：python chunked.py（Ctrl-C 结束），再运行 raw.py、client.py
"""

import server


class Handler(server.Handler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for text in ("你好，", "我还不知道一共要说多少\n"):
            part = text.encode()
            self.wfile.write(b"%x\r\n%b\r\n" % (len(part), part))
        self.wfile.write(b"0\r\n\r\n")  # 长度是 0：没有了


if __name__ == "__main__":
    server.main(Handler)
