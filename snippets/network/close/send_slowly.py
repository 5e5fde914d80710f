"""sendall 的时限是总共的：一直有进展，到时也停。

运行：python send_slowly.py
"""

import socket
import threading

ADDRESS = ("127.0.0.1", 21567)
SIZE = 50_000_000


def read_slowly(connection, stop):
    received = 0
    with connection:
        connection.settimeout(5)
        while part := connection.recv(64 * 1024):
            received += len(part)
            stop.wait(0.01)  # 每次歇一会儿，但一直在读
    print(f"服务端：收到 {received} 字节，后面没有了")


def main():
    with socket.create_server(ADDRESS) as server:
        client = socket.create_connection(ADDRESS, timeout=1)
        connection, _ = server.accept()
    stop = threading.Event()
    reader = threading.Thread(
        target=read_slowly, args=(connection, stop)
    )
    reader.start()
    try:
        with client:
            try:
                client.sendall(bytes(SIZE))
                print("客户端：全部交出去了")
            except OSError as error:
                print(f"客户端：sendall 停了：{error}")
    finally:
        stop.set()  # 剩下的快快读完
        reader.join()


if __name__ == "__main__":
    main()
