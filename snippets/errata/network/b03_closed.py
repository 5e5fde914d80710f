"""错误示范：对方什么也没回就关闭了，客户端没有发觉。"""

import socket

server = socket.create_server(("127.0.0.1", 21567))
tcp_client_socket = socket.create_connection(("127.0.0.1", 21567))
client_socket, _ = server.accept()
client_socket.close()

recv_data = tcp_client_socket.recv(1024)
print("客户端：recv 返回", recv_data)
print(f"客户端：服务端的回复是“{recv_data.decode('utf-8')}”")
