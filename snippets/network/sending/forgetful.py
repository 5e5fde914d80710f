"""做完了，第一次却没来得及确认就断开：网络断了，也是这样。

运行：python forgetful.py（Ctrl-C 结束），再运行 client.py
"""

import time

import server


def serve(connection, account):
    if account.done:
        server.serve_one(connection, account)
        return
    end = time.monotonic() + server.SECONDS
    number, amount = server.read_line(connection, end).split()
    account.deposit(number, int(amount))
    print("服务端：没有确认就断开了")


if __name__ == "__main__":
    server.main(serve)
