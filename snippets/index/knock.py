"""敲门的人：连上 127.0.0.1:8080，听里面说什么。

运行：python knock.py
"""

import socket
import sys


def main():
    print("knock：敲门")
    try:
        with socket.create_connection(("127.0.0.1", 8080)) as door:
            voice = door.makefile(encoding="utf-8")
            print("knock：里面说", voice.read())
    except ConnectionRefusedError:
        sys.exit("knock：没有人")


if __name__ == "__main__":
    main()
