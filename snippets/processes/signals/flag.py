"""错误示范：收到信号只记下来，却一睡就是很久。

运行：python flag.py（Linux 或 macOS）
"""

import os
import signal
import threading
import time

asked = []


def remember(number, frame):
    asked.append(time.monotonic())


def main():
    signal.signal(signal.SIGTERM, remember)
    # 半秒以后给自己发一个 SIGTERM，代替别人用 kill
    sent = (os.getpid(), signal.SIGTERM)
    threading.Timer(0.5, os.kill, sent).start()
    while not asked:
        time.sleep(2)
    late = time.monotonic() - asked[0]
    print(f"main：收到以后过了 {late:.4f} 秒才停下")


if __name__ == "__main__":
    main()
