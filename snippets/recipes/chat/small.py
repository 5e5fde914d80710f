"""同一个聊天室，几个数改小，问题来得快。

运行：python small.py（Ctrl-C 结束）
"""

import server

if __name__ == "__main__":
    server.SECONDS, server.PAUSE, server.WAITING = 1, 0.001, 4096
    server.main(server.Room())
