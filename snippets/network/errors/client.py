"""等服务端启动，问一句；哪里出错，分开说。

运行：python client.py，再在另一个终端里运行 server.py
"""

import socket
import sys
import time

ADDRESS = ("127.0.0.1", 21567)


def connect(address, seconds):
    """被拒绝就再试，直到连上；总共最多几秒。"""
    end = time.monotonic() + seconds
    told = False
    while True:
        left = max(end - time.monotonic(), 0.01)
        try:
            return socket.create_connection(address, timeout=left)
        except ConnectionRefusedError:  # 也许还没有启动
            if time.monotonic() + 0.1 >= end:
                raise
        if not told:
            print("客户端：还没有人监听，等它启动")
            told = True
        time.sleep(0.1)  # 歇一下，不空转


def ask(address, seconds):
    with connect(address, seconds) as connection:
        connection.settimeout(3)
        connection.sendall(b"hello\n")
        with connection.makefile("rb") as lines:
            line = lines.readline(1024)
    if not line.endswith(b"\n"):
        raise ValueError("没有说完就关闭了")
    return line.decode(errors="replace").strip()


def main():
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 30
    try:
        print("客户端：服务端说", ask(ADDRESS, seconds))
    except socket.gaierror as error:
        sys.exit(f"客户端：查不到这个名字：{error}")
    except ConnectionRefusedError as error:
        sys.exit(f"客户端：没有人监听：{error}")
    except ConnectionError as error:  # 被重置，或者往断开的连接上发
        sys.exit(f"客户端：连上了，又断了：{error}")
    except (TimeoutError, socket.timeout):  # 3.9 里是两种
        sys.exit("客户端：到了时限，没有回答")
    except OSError as error:
        sys.exit(f"客户端：系统说不行：{error}")
    except ValueError as error:
        sys.exit(f"客户端：回复不对：{error}")


if __name__ == "__main__":
    main()
