"""错误示范：一块一块地写进文件，没有数一数。

运行：python half.py
"""

import http.client
import shutil
import urllib.request
from pathlib import Path

URL = "http://127.0.0.1:21567/short.bin"


def main():
    with urllib.request.urlopen(URL, timeout=1) as reply:
        try:
            reply.read()  # 一次读完
        except http.client.IncompleteRead as error:
            print(f"main：read() 说 {error}")
    with urllib.request.urlopen(URL, timeout=1) as reply:
        with Path("short.bin").open("wb") as file:
            shutil.copyfileobj(reply, file)  # 读一块，写一块
    print("main：没有报错，得到", Path("short.bin").stat().st_size)


if __name__ == "__main__":
    main()
