"""用 recvmsg 收：它说得出数据报是不是被截断了。

运行：python whole.py（Windows 上没有 recvmsg）
"""

import socket


def udp():
    return socket.socket(socket.AF_INET, socket.SOCK_DGRAM)


def receive(sock, size):
    data, _, flags, _ = sock.recvmsg(size)
    if flags & socket.MSG_TRUNC:
        return f"截断了，只有 {len(data)} 字节，不要"
    return f"完整：{data.decode()}"


def main():
    with udp() as receiver, udp() as sender:
        receiver.settimeout(5)
        receiver.bind(("127.0.0.1", 21567))
        sender.connect(receiver.getsockname())
        for size in (4, 6, 65535):
            sender.send("你好".encode())
            text = receive(receiver, size)
            print(f"接收方：最多 {size}，{text}")


if __name__ == "__main__":
    main()
