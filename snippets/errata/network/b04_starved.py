"""错误示范：一次只服务一个客户端，一个沉默，下一个就等不到。"""

import socket
import threading


def serve(tcp_server_socket):
    while True:
        client_socket, _ = tcp_server_socket.accept()
        print("服务端：收到", client_socket.recv(1024).decode("utf-8"))
        client_socket.send("你好我是服务器".encode("utf-8"))
        client_socket.close()


server = socket.create_server(("127.0.0.1", 21567))
threading.Thread(target=serve, args=(server,), daemon=True).start()
silent = socket.create_connection(("127.0.0.1", 21567))
second = socket.create_connection(("127.0.0.1", 21567), timeout=0.5)
second.send("来自客户的问候".encode("utf-8"))
print("第二个客户端：已发送，等回复")
print("第二个客户端：收到", second.recv(1024).decode("utf-8"))
