"""listen 不阻塞：没有任何客户端，它也立刻返回。"""

import socket

tcp_server_socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
tcp_server_socket.bind(("127.0.0.1", 21567))
tcp_server_socket.listen(128)
print("服务端：listen 已经返回，下面是 accept，最多等 0.2 秒")
tcp_server_socket.settimeout(0.2)
client_socket, client_socket_addr = tcp_server_socket.accept()
