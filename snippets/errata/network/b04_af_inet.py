"""错误示范：AF_INET 前面没有 socket.。"""

import socket

# 创建socket
tcp_server_socket = socket.socket(AF_INET,socket.SOCKET_STREAM)
