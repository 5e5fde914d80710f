"""错误示范：收到什么都直接解码，不是 UTF-8 就整个结束。"""

import socket

tcp_server_socket = socket.create_server(("127.0.0.1", 21567))
client = socket.create_connection(("127.0.0.1", 21567))
client.sendall(b"\xff")

client_socket, client_socket_addr = tcp_server_socket.accept()
recv_data = client_socket.recv(1024)
print(recv_data.decode("utf-8"))
