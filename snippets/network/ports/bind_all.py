"""错误示范：只在本机用，却绑定了空地址。

运行：python bind_all.py（macOS 上没有 127.0.0.2）
"""

import socket

PORT = 21567


def reachable(target):
    try:
        address = (target, PORT)
        socket.create_connection(address, timeout=1).close()
    except OSError as error:
        return error.strerror or str(error)
    return "连得上"


def main():
    for address in ("127.0.0.1", ""):
        with socket.create_server((address, PORT)) as server:
            print("服务端：绑定", server.getsockname())
            for target in ("127.0.0.1", "127.0.0.2"):
                print(f"客户端：{target}", reachable(target))


if __name__ == "__main__":
    main()
