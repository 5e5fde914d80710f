"""没有回答就再问，最多三次。

运行：python retry.py
"""

import socket
import sys
import threading

ADDRESS = ("127.0.0.1", 21567)


def answer_the_second(sock):
    """回答方：第一个问题当作在路上丢了，第二个才回答。"""
    sock.recvfrom(65535)
    _, address = sock.recvfrom(65535)
    sock.sendto("听到了".encode(), address)


def ask(text, tries=3):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.settimeout(0.5)
        sock.connect(ADDRESS)
        for number in range(1, tries + 1):
            print(f"提问方：第 {number} 次问")
            sock.send(text.encode())
            try:
                return sock.recv(65535).decode(errors="replace")
            except OSError as error:
                print("提问方：没有回答：", error)
    return None


def main():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind(ADDRESS)
        sock.settimeout(5)
        answerer = threading.Thread(
            target=answer_the_second, args=(sock,)
        )
        answerer.start()
        answer = ask("在吗")
        answerer.join()
    if answer is None:
        sys.exit("提问方：问了三次，没有回答")
    print("提问方：回答是", answer)


if __name__ == "__main__":
    main()
