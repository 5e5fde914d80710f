"""线程池里的服务端：先有位子，再 accept，所以没有人排队。

运行：python pool_server.py（Ctrl-C 结束），再运行 client.py
"""

import signal
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from server import ADDRESS, MOST, say, serve


def accept_all(server, pool):
    places = threading.BoundedSemaphore(MOST)
    while True:
        places.acquire()
        try:
            connection, _ = server.accept()
        except OSError as error:
            places.release()
            say(f"服务端：接不了：{error}")
            time.sleep(1)
            continue
        pool.submit(serve, connection, places)


def main():
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    # 离开 with 时先关闭监听套接字，再等池里的做完
    with ThreadPoolExecutor(MOST) as pool:
        try:
            with socket.create_server(ADDRESS, backlog=128) as server:
                say("服务端：正在监听 127.0.0.1:21567")
                accept_all(server, pool)
        except KeyboardInterrupt:
            say("服务端：不再接新的")
    say("服务端：已退出")


if __name__ == "__main__":
    main()
