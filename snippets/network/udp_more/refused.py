"""没有人在那个端口：connect 过的套接字连发四次。

运行：python refused.py（不要启动服务端）
"""

import select
import socket


def main():
    kind = socket.SOCK_DGRAM
    with socket.socket(socket.AF_INET, kind) as sock:
        sock.connect(("127.0.0.1", 21567))
        for number in range(1, 5):
            try:
                sock.send(b"?")
                print(f"第 {number} 次：成功")
                select.select([sock], [], [], 5)  # 等消息回来
            except ConnectionRefusedError as error:
                print(f"第 {number} 次：{error}")


if __name__ == "__main__":
    main()
