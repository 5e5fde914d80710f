"""错误示范：print 少了右括号。"""

import socket

udp_socket = socket.socket(socket.AF_INET,socket.SOCK_DGRAM)
udp_socket.bind(("",8080))
recev_data = udp_socket.recvfrom(1024)
print(recev_data[0].decode("utf-8") #之所以写[0]，是因为还有对方的地址
udp_socket.close()
