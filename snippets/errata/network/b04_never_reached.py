"""错误示范：while True 没有出口，后面的代码执行不到。"""

import socket

tcp_server_socket = socket.create_server(("127.0.0.1", 21567))
print("服务端：正在监听")
while True:
    client_socket, client_socket_addr = tcp_server_socket.accept()
    client_socket.close()

print("服务端：关闭")
tcp_server_socket.close()
exit()
