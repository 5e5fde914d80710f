"""客户端没有 bind，连接以后也有自己的端口。"""

import socket

server = socket.create_server(("127.0.0.1", 21567))
tcp_client_socket = socket.create_connection(("127.0.0.1", 21567))
client_socket, client_addr = server.accept()

own_addr = tcp_client_socket.getsockname()
print("客户端：我的端口不是 0：", own_addr[1] != 0)
print("服务端：看到的是同一个地址：", client_addr == own_addr)
