"""一个话痨，不停地说两秒；乙听一行要百分之一秒。

运行：先在另一个终端里运行一种服务端，再运行 chatter.py
"""

import contextlib
import threading
import time

from trial import TEXT, enter


def chatter(client, end):
    with contextlib.suppress(OSError):
        while time.monotonic() < end:
            client.say(TEXT)


def main():
    with enter() as a, enter(small=True) as b:
        end = time.monotonic() + 2
        a.connection.settimeout(2)
        t = threading.Thread(target=chatter, args=(a, end))
        t.start()
        heard = 0
        with contextlib.suppress(ConnectionError):
            while time.monotonic() < end and b.hear():
                heard += 1
                time.sleep(0.01)
        print(f"试：乙听到 {heard} 行；先结束服务端，再按 Enter")
        input()
        t.join()


if __name__ == "__main__":
    main()
