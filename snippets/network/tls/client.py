"""TLS 客户端：先核对证书和名字，再说话。

运行：先在另一个终端里运行 server.py，再运行 python client.py
"""

import socket
import ssl
import sys
import time

from server import ADDRESS, SECONDS, read_line


def client_context():
    # 只信这个 CA；不写 cafile，就信系统里装的那些
    return ssl.create_default_context(cafile="ca.pem")


def ask(text, name, context):
    end = time.monotonic() + SECONDS  # 连、握手各另有这么久
    with socket.create_connection(ADDRESS, SECONDS) as connection:
        with context.wrap_socket(  # 在这里握手，核对
            connection, server_hostname=name
        ) as tls:
            tls.sendall(f"{text}\n".encode())
            return tls.version(), read_line(tls, end)


def main():
    name = sys.argv[1] if sys.argv[1:] else "localhost"
    try:
        version, reply = ask("我的密码是 123", name, client_context())
    except (OSError, ValueError) as error:  # TLS 的错都是 OSError
        sys.exit(f"客户端：没有得到回复：{error}")
    print(f"客户端：{version}，服务端说 {reply!r}")


if __name__ == "__main__":
    main()
