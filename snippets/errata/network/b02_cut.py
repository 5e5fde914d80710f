"""错误示范：数据报比 1024 字节长，截断在一个汉字中间。"""

import socket

udp_socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
udp_socket.bind(("127.0.0.1", 21567))
udp_socket.settimeout(5)

sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sender.sendto(("长" * 400).encode("utf-8"), ("127.0.0.1", 21567))
print("发送方：发出 1200 字节")

recev_data = udp_socket.recvfrom(1024)
print("接收方：收到", len(recev_data[0]), "字节")
print(recev_data[0].decode("utf-8"))
