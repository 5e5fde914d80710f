"""listen(1)，却同时连着三个客户端。"""

import socket

address = ("127.0.0.1", 21567)
tcp_server_socket = socket.create_server(address, backlog=1)
clients, connections = [], []
for number in range(3):
    clients.append(socket.create_connection(address))
    connections.append(tcp_server_socket.accept()[0])

for client, connection in zip(clients, connections):
    connection.sendall("你好我是服务器".encode())
    print("客户端：收到", client.recv(1024).decode())
