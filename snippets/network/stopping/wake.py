"""另一个线程停在 accept 里：close 叫得醒它吗？shutdown 呢？

运行：python wake.py
"""

import socket
import threading

ADDRESS = ("127.0.0.1", 21567)


def accept_one(server):
    try:
        connection, _ = server.accept()
        connection.close()
        print("线程：接了一个客户端")
    except OSError as error:
        print(f"线程：{error}")


def main():
    for name in ("close", "shutdown"):
        with socket.create_server(ADDRESS) as server:
            thread = threading.Thread(
                target=accept_one, args=(server,), daemon=True
            )
            thread.start()
            thread.join(1)  # 让它停在 accept 里
            if name == "close":
                server.close()
            else:
                server.shutdown(socket.SHUT_RDWR)
            thread.join(1)
            print(f"{name}：一秒后醒了吗？ {not thread.is_alive()}")
        if thread.is_alive():
            socket.create_connection(ADDRESS, timeout=5).close()
            thread.join(5)
            print(f"{name}：还连得上")


if __name__ == "__main__":
    main()
