"""错误示范：没有 SO_REUSEADDR，结束后马上再运行就失败。"""

import socket

tcp_server_socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
tcp_server_socket.bind(("127.0.0.1", 21570))
tcp_server_socket.listen(128)
print("服务端：正在监听")

client = socket.create_connection(("127.0.0.1", 21570))
client_socket, client_socket_addr = tcp_server_socket.accept()
client_socket.close()  # 服务端先关闭
print("客户端：收到", client.recv(1024))
client.close()
