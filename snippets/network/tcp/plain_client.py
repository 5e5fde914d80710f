"""分开写：一步一步地连接、发送、接收、关闭。

运行：先在另一个终端里运行 plain_server.py，再运行 plain_client.py
"""

import socket


def main():
    # 创建 TCP 套接字
    client = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        client.settimeout(5)  # 每一步最多等五秒
        # 连接服务端；自己的端口由操作系统挑选
        client.connect(("127.0.0.1", 21567))
        print("客户端：已连接，我的地址是", client.getsockname())
        client.sendall(b"hello")
        data = bytearray()
        while len(data) < 5:
            part = client.recv(64 * 1024)
            if not part:
                raise EOFError("没收够，对方就关闭了")
            data += part
        print("客户端：收到", data.decode())
    finally:
        client.close()


if __name__ == "__main__":
    main()
