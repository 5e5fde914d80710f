"""错误示范：connect 少了一个字母。"""

import socket

tcp_client_socket = socket.socket(socket.AF_INET,socket.SOCK_STREAM)
server_ip = "127.0.0.1"
server_port = 8080
tcp_client_socket.connet((server_ip,server_port))
