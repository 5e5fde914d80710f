"""一个 IPv6 的套接字，收下 IPv4 的客户端：它的地址是什么样？

运行：python dual.py
"""

import ipaddress
import socket

PORT = 21567
HOST = "::ffff:127.0.0.1"  # 127.0.0.1，写成 IPv6 的样子


def main():
    with socket.create_server(
        (HOST, PORT), family=socket.AF_INET6, dualstack_ipv6=True
    ) as server:
        client = socket.create_connection(("127.0.0.1", PORT), 5)
        with client, server.accept()[0] as connection:
            host = connection.getpeername()[0]
            print(f"服务端：客户端从 {host} 来")
            address = ipaddress.ip_address(host).ipv4_mapped
            print("服务端：也就是", address)


if __name__ == "__main__":
    main()
