"""错误示范：只调用一次 recv，就以为收到了整个回复。"""

import socket

server = socket.create_server(("127.0.0.1", 21567))
tcp_client_socket = socket.create_connection(("127.0.0.1", 21567))
client_socket, _ = server.accept()

client_socket.send("你好".encode("utf-8"))
recv_data = tcp_client_socket.recv(1024)
print("客户端：服务端的回复是", recv_data.decode("utf-8"))

client_socket.send("我是服务器".encode("utf-8"))
recv_data = tcp_client_socket.recv(1024)
print("客户端：其实还有", recv_data.decode("utf-8"))
