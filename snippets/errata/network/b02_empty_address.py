"""错误示范：空地址不是 localhost，是本机的所有地址。"""

import socket

for address in ("", "localhost"):
    udp_socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    udp_socket.bind((address, 21567))
    print(f"接收方：绑定 {address!r}，得到", udp_socket.getsockname())
    udp_socket.close()
