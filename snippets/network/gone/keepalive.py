"""系统的两种办法，让它说出对方没了。

用法：见 unplugged.py 和 waits.py
"""

import socket

TCP = socket.IPPROTO_TCP


def set_keepalive(connection):
    """一秒没有来东西就问，再过一秒没有回答就算断了。"""
    connection.setsockopt(TCP, socket.TCP_KEEPIDLE, 1)
    connection.setsockopt(TCP, socket.TCP_KEEPINTVL, 1)
    connection.setsockopt(TCP, socket.TCP_KEEPCNT, 1)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, True)


def set_user_timeout(connection):
    """发出去的一秒没有 ACK，就算断了；以毫秒为单位。"""
    connection.setsockopt(TCP, socket.TCP_USER_TIMEOUT, 1000)
