"""错误示范：中间出了异常，后面的 close() 就没有执行。"""

import socket

udp_socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
try:
    udp_socket.sendto("忘了编码", ("127.0.0.1", 21567))
    udp_socket.close()
except TypeError as error:
    print("发送方：", error)
print("发送方：套接字关闭了吗？", udp_socket.fileno() == -1)
