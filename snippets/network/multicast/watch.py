"""听着多播组：谁来了，谁走了。

运行：python watch.py（Ctrl-C 结束），再运行 announce.py
"""

from service import bind, join, udp


def watch(sock):
    while True:
        try:
            text = sock.recv(1024).decode()
            print("看：", text if text.isprintable() else repr(text))
        except (OSError, ValueError) as error:  # 只跳过这一个
            print("看：跳过一个：", error)


def main():
    try:
        with udp() as sock:
            bind(sock)
            join(sock)
            print("看：在组里听着")
            watch(sock)
    except KeyboardInterrupt:
        print("看：已退出")


if __name__ == "__main__":
    main()
