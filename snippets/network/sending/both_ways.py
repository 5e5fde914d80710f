"""边发边收：一个线程发，主线程收。

运行：先在另一个终端里运行 echo.py，再运行 both_ways.py 字节数
"""

import socket
import sys
from concurrent.futures import ThreadPoolExecutor

from echo import ADDRESS


def send_all(connection, data):
    connection.sendall(data)
    connection.shutdown(socket.SHUT_WR)  # 我说完了


def receive_all(connection):
    received = 0
    while part := connection.recv(64 * 1024):
        received += len(part)
    return received


def talk(connection, data):
    with ThreadPoolExecutor(1) as pool:
        sending = pool.submit(send_all, connection, data)
        received = receive_all(connection)
        sending.result()  # 发的时候出的错，在这里抛出
    return received


def main():
    data = bytes(int(sys.argv[1]))
    try:
        connection = socket.create_connection(ADDRESS, timeout=10)
        with connection:
            received = talk(connection, data)
    except OSError as error:
        sys.exit(f"客户端：没有说完：{error}")
    print(f"客户端：发了 {len(data)} 字节，收到 {received} 字节")


if __name__ == "__main__":
    main()
