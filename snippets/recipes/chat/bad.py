"""几个坏客户端，一个接一个；打印服务端最后说了什么。

运行：先在另一个终端里运行 small.py，再运行 bad.py
"""

import socket

from server import ADDRESS, clean

TALKS = {
    "控制字符": "小黑\n\033[2JHello\033[31m\n".encode(),
    "坏字节": "小黑\n".encode() + b"\xff\n",
    "没有换行": "小黑\n".encode() + b"x" * 3000,
    "一句太长": f"小黑\n{'很长' * 500}\n".encode(),
    "重名": "小明\n".encode(),
    "坏名字": "小明：我\n".encode(),
    "沉默": b"",
}


def talk(data):
    with socket.create_connection(ADDRESS, timeout=5) as sock:
        sock.sendall(data)
        if data:
            sock.shutdown(socket.SHUT_WR)
        with sock.makefile("rb") as lines:
            return [clean(line.decode()) for line in lines][-1]


def main():
    for name, data in TALKS.items():
        try:
            print(name + "：", talk(data))
        except OSError as error:
            print(name + "：", error)


if __name__ == "__main__":
    main()
