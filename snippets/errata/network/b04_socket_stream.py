"""错误示范：socket 里没有 SOCKET_STREAM。"""

import socket

# 创建socket
tcp_server_socket = socket.socket(socket.AF_INET,socket.SOCKET_STREAM)
