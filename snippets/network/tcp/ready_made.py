"""标准库的现成服务端：socketserver，每个客户端一个线程。

运行：python ready_made.py（Ctrl-C 结束），再运行 line_client.py
"""

import socketserver


class Handler(socketserver.StreamRequestHandler):
    timeout = 30  # 每次读最多等 30 秒

    def handle(self):
        for line in self.rfile:  # 一行一条消息
            text = line.decode().rstrip("\n")
            print("服务端：收到", text)
            self.wfile.write(f"收到“{text}”\n".encode())


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


def main():
    with Server(("127.0.0.1", 8080), Handler) as server:
        try:
            print("服务端：正在监听 127.0.0.1:8080")
            server.serve_forever()
        except KeyboardInterrupt:
            print("服务端：已退出")


if __name__ == "__main__":
    main()
