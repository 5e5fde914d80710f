"""空地址和 localhost 各绑定到哪里。"""

import socket

for address in ("", "localhost"):
    udp_socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    udp_socket.bind((address, 8080))
    print(f"接收方：绑定 {address!r}，得到", udp_socket.getsockname())
    udp_socket.close()
