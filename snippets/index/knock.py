"""敲门的人：连上 127.0.0.1:21567，听里面说什么，最多等 5 秒。

运行：python knock.py
"""

import socket
import sys

ADDRESS = ("127.0.0.1", 21567)


def main():
    print("knock：敲门")
    try:
        with socket.create_connection(ADDRESS, timeout=5) as door:
            voice = door.makefile(encoding="utf-8")
            said = voice.read(100)
    except ConnectionRefusedError:
        sys.exit("knock：没有人")
    if not said:
        sys.exit("knock：没有人说话")
    print("knock：里面说", said)


if __name__ == "__main__":
    main()
