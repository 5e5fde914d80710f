"""开门的人：在 127.0.0.1:21567 等着，来一个就请一个。

运行：先在一个终端里 python door.py，
再在另一个终端里 python knock.py
"""

import socket


def welcome(door):
    while True:
        try:
            visitor, (_, port) = door.accept()
            with visitor:
                print(f"door：有人敲门，他的端口是 {port}")
                visitor.sendall("请进".encode())
        except OSError as error:
            print("door：这一位没有接成：", error)


def main():
    try:
        with socket.create_server(("127.0.0.1", 21567)) as door:
            print("door：等人敲门，按 Ctrl-C 停止")
            welcome(door)
    except KeyboardInterrupt:
        print("door：关门了")


if __name__ == "__main__":
    main()
