"""服务端被杀死：with 没有机会收拾。

运行：python killed.py（Linux 或 macOS）
"""

import os
import signal
from multiprocessing.connection import Listener

from server import ADDRESS, load_key


def main():
    with Listener(ADDRESS, authkey=load_key()):
        print("服务端：我被杀死了", flush=True)
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main()
