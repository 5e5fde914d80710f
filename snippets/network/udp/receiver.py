"""UDP 接收方：等一个数据报，打印它，然后结束。

运行：python receiver.py，再在另一个终端里运行 python sender.py
"""

import socket


def main():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as receiver:
        receiver.bind(("127.0.0.1", 8080))
        print("接收方：在 127.0.0.1:8080 等一个数据报")
        data, (host, port) = receiver.recvfrom(65535)  # 在这里阻塞
        text = data.decode()
        print(f"接收方：{host}:{port} 发来 {len(data)} 字节：{text}")


if __name__ == "__main__":
    main()
