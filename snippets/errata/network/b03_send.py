"""错误示范：不看 send 的返回值，以为全部发完了。"""

import socket

server = socket.create_server(("127.0.0.1", 21567))
tcp_client_socket = socket.create_connection(("127.0.0.1", 21567))
connection, _ = server.accept()

data = bytes(50_000_000)
tcp_client_socket.settimeout(5)
count = tcp_client_socket.send(data)
print("客户端：全部发完了吗？", count == len(data))
