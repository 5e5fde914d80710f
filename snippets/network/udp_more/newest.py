"""接收方：只要更新的，旧的、重复的都扔掉。

运行：python newest.py（Ctrl-C 结束）
"""

from show import main, read


def receive(sock):
    last = 0  # 收到过的最大的序号
    while True:
        try:
            number, degrees = read(sock.recv(65535))
        except (OSError, ValueError) as error:
            print("接收方：跳过一个：", error)
            continue
        if number > last:
            last = number
            print(f"接收方：现在 {degrees} 度")
        else:
            print(f"接收方：{number} 号不要")


if __name__ == "__main__":
    main(receive)
