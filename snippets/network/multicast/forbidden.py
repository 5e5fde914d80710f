"""错误示范：没有说要广播，就发到广播地址。

运行：python forbidden.py
"""

from broadcast import ADDRESS, QUESTION, udp


def main():
    with udp() as sender:
        sender.sendto(QUESTION, ADDRESS)


if __name__ == "__main__":
    main()
